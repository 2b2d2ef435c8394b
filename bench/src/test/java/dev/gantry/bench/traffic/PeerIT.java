package dev.gantry.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.jvm.ChildJvm;
import dev.gantry.bench.faults.Canonical;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.WholeTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The peer does the same work: what it writes is what Gantry writes. */
class PeerIT {

  private static final Duration MOST = Duration.ofSeconds(60);
  private static final Trial.Terms TERMS = new Trial.Terms(2, 2, 512, Optional.empty());

  @TempDir Path dir;

  private Load load;
  private Expected expected;

  @BeforeEach
  void record() throws IOException {
    load = new CityRecording(5, 6, 1_000).record(dir.resolve("city.load"));
    expected = Expected.of(load);
  }

  @Test
  void shouldWriteTheSameTracksAndWindowsAsTheProductionTopologies() {
    assertThat(expected.windows()).isNotEmpty();

    List<Integer> ofGantry = tracksOf(Contender.GANTRY);
    List<Integer> ofFlink = tracksOf(Contender.FLINK_HEAP);

    assertThat(ofGantry).hasSize(Math.toIntExact(expected.tracks()));
    assertThat(ofFlink).isEqualTo(ofGantry);
  }

  private List<Integer> tracksOf(Contender contender) {
    Path log = dir.resolve(contender.name() + ".log");
    try (Stage stage = Stage.set(load);
        ChildJvm process =
            ChildJvm.start(contender.launch(stage, TERMS, List.of("-Xmx512m"), log))) {
      List<Integer> tracks = awaitTracks(stage);
      assertThat(process.isAlive()).isTrue();
      return tracks;
    }
  }

  /** Waits until all is there, and gives what tracks say, in no order. */
  private List<Integer> awaitTracks(Stage stage) {
    try (Arrivals arrivals = new Arrivals(stage.client(), stage.topics(), expected)) {
      long deadline = System.nanoTime() + MOST.toNanos();
      while (!arrivals.isComplete()) {
        assertThat(System.nanoTime()).as(arrivals.difference()).isLessThan(deadline);
        arrivals.poll();
      }
    }
    return tracks(stage);
  }

  private List<Integer> tracks(Stage stage) {
    Topic<TrackUpdate> topic = stage.topics().vehicleTracks();
    Map<String, Object> config = new HashMap<>(stage.client());
    config.put("isolation.level", "read_committed");
    List<Integer> found = new ArrayList<>();
    try (KafkaConsumer<String, TrackUpdate> consumer =
        new KafkaConsumer<>(
            config, topic.keySerde().deserializer(), topic.valueSerde().deserializer())) {
      WholeTopics.assign(consumer, List.of(topic.name()));
      while (found.size() < expected.tracks()) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record -> found.add(Arrays.hashCode(Canonical.of(record.value()))));
      }
    }
    found.sort(null);
    return found;
  }
}
