package dev.gantry.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.jvm.ChildJvm;
import dev.gantry.bench.faults.Canonical;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.WindowState;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.WholeTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance that is killed in mid-stream and started again closes the windows it would have. */
class KilledInstanceIT {

  private static final Duration MOST = Duration.ofSeconds(60);

  @TempDir Path dir;

  @Test
  void shouldCloseEachWindowOnceAndAsAnUndisturbedRunWhenKilledInMidStream() throws IOException {
    // given
    Load load = new CityRecording(7, 6, 1_200).record(dir.resolve("city.load"));
    Expected undisturbed = Expected.of(load);
    long known = load.frames() * 2 / 3;

    // when: killed as soon as windows are told, with the rest of the stream still to come
    List<SpeedWindow> told;
    try (Stage stage = Stage.set(load, known);
        Arrivals arrivals = new Arrivals(stage.client(), stage.topics(), undisturbed)) {
      try (ChildJvm first = start(stage)) {
        await(first, arrivals, () -> arrivals.windows() > 0);
        first.kill();
      }
      assertThat(arrivals.isComplete()).isFalse();
      try (ChildJvm second = start(stage)) {
        stage.sendFrom(load, known);
        await(second, arrivals, arrivals::isComplete);
      }
      told = committedWindows(stage);
    }

    // then
    assertThat(undisturbed.windows()).hasSizeGreaterThan(20);
    assertThat(endOf(told, undisturbed)).isEqualTo(undisturbed.windows());
    assertThat(timesFinal(told)).allSatisfy((window, times) -> assertThat(times).isEqualTo(1));
  }

  private ChildJvm start(Stage stage) {
    return ChildJvm.start(
        Contender.GANTRY.launch(
            stage,
            new Trial.Terms(2, 1, 512, Optional.empty()),
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            dir.resolve("gantry.log")));
  }

  private static void await(ChildJvm process, Arrivals arrivals, BooleanSupplier condition) {
    long deadline = System.nanoTime() + MOST.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(process.isAlive()).as("the instance runs").isTrue();
      assertThat(System.nanoTime()).as(arrivals.difference()).isLessThan(deadline);
      arrivals.poll();
    }
  }

  /** All windows told so far, in the order of their partitions. */
  private static List<SpeedWindow> committedWindows(Stage stage) {
    Topic<SpeedWindow> topic = stage.topics().segmentSpeeds();
    Map<String, Object> config = new HashMap<>(stage.client());
    config.put("isolation.level", "read_committed");
    List<SpeedWindow> found = new ArrayList<>();
    try (KafkaConsumer<String, SpeedWindow> consumer =
        new KafkaConsumer<>(
            config, topic.keySerde().deserializer(), topic.valueSerde().deserializer())) {
      List<TopicPartition> partitions = WholeTopics.assign(consumer, List.of(topic.name()));
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> found.add(record.value()));
      }
    }
    return found;
  }

  /** What the windows that event time closes say in the end; the wall clock may close others. */
  private static Map<String, Integer> endOf(List<SpeedWindow> told, Expected expected) {
    Map<String, Integer> ends = new HashMap<>();
    told.stream()
        .filter(window -> window.getState() != WindowState.EARLY)
        .filter(window -> expected.windows().containsKey(Canonical.idOf(window)))
        .forEach(window -> ends.put(Canonical.idOf(window), Expected.checksum(window)));
    return ends;
  }

  private static Map<String, Integer> timesFinal(List<SpeedWindow> told) {
    Map<String, Integer> times = new HashMap<>();
    told.stream()
        .filter(window -> window.getState() == WindowState.FINAL)
        .forEach(window -> times.merge(Canonical.idOf(window), 1, Integer::sum));
    return times;
  }
}
