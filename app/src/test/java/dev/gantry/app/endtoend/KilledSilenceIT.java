package dev.gantry.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.jvm.ChildJvm;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.TopicRecord;
import dev.gantry.schemas.topic.TopicWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TRAFFIC in a process that is killed, over and over, while sensors fall silent and come back. */
class KilledSilenceIT {

  private static final int KILLS = 2;

  @TempDir private Path directory;

  @Test
  void shouldTellEverySilenceAndItsEndOnce() throws Exception {
    try (RunningGantry gantry = new RunningGantry(List.of());
        Load load = new Load(gantry)) {
      // when
      for (int kill = 0; kill < KILLS; kill++) {
        try (ChildJvm process = RoleProcess.start(gantry, directory, "traffic")) {
          awaitMore(gantry);
          process.kill();
        }
      }
      try (ChildJvm last = RoleProcess.start(gantry, directory, "traffic")) {
        awaitMore(gantry);
        List<String> expected = load.end();
        RunningGantry.await("all is told", () -> told(gantry).size() >= expected.size());

        // then
        assertThat(last.isAlive()).isTrue();
        assertThat(told(gantry)).containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  /** It is at work, in the midst of what came while nobody was. */
  private static void awaitMore(RunningGantry gantry) {
    int before = told(gantry).size();
    RunningGantry.await("silences are told", () -> told(gantry).size() > before);
  }

  private static List<String> told(RunningGantry gantry) {
    return gantry.values(gantry.topics().anomalies()).stream()
        .filter(anomaly -> anomaly.getPattern().startsWith("silence"))
        .map(Anomaly::getAnomalyId)
        .toList();
  }

  /** Readings of sensors that fall silent one after the other, whoever is there to read them. */
  private static final class Load implements AutoCloseable {

    private static final int SERIES = 20;
    private static final int SILENT_STEPS = 8;

    /** More than are remembered of a series, so that no silence is usual. */
    private static final int PERIOD = SERIES * SILENT_STEPS;

    /** Steps until it is known what is usual. */
    private static final int LEARNING = 60;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(10);

    /** 4.5 times the time between readings. */
    private static final Duration MOST = Duration.ofSeconds(45);

    private final TopicCatalogue topics;
    private final TopicWriter writer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<String> expected = Collections.synchronizedList(new ArrayList<>());
    private final ScheduledFuture<?> running;
    private volatile boolean ending;
    private int step;

    Load(RunningGantry gantry) {
      topics = gantry.topics();
      writer = TopicWriter.connect(gantry.client(), Duration.ofSeconds(30));
      running = clock.scheduleAtFixedRate(this::step, 0, 25, TimeUnit.MILLISECONDS);
    }

    private void step() {
      if (ending && phase() == 0) {
        return;
      }
      List<TopicRecord<?>> readings = new ArrayList<>();
      for (int i = 0; i < SERIES; i++) {
        if (step < LEARNING || phase() / SILENT_STEPS != i) {
          readings.add(new TopicRecord<>(topics.sensorReadings(), reading("s" + i)));
        } else if (phase() % SILENT_STEPS == 0) {
          Instant last = at(step - 1);
          expected.add("s%d@%d-silence".formatted(i, Micros.of(last.plus(MOST))));
          expected.add("s%d@%d-silence_over".formatted(i, Micros.of(at(step + SILENT_STEPS))));
        }
      }
      writer.write(readings);
      step++;
    }

    private int phase() {
      return Math.floorMod(step - LEARNING, PERIOD);
    }

    private SensorReading reading(String series) {
      return SensorReading.newBuilder()
          .setSeriesId(series)
          .setOccurredAtUs(Micros.of(at(step)))
          .setTimeMode(TimeMode.REPLAY)
          .setValue(20)
          .build();
    }

    private static Instant at(int step) {
      return START.plus(STEP.multipliedBy(step));
    }

    /** Lets every sensor come back. Returns what is to be told in all. */
    List<String> end() throws Exception {
      ending = true;
      while (clock.submit(this::phase).get() != 0) {
        TimeUnit.MILLISECONDS.sleep(25);
      }
      running.cancel(false);
      clock.shutdown();
      assertThat(clock.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
      List<TopicRecord<?>> readings = new ArrayList<>();
      for (int i = 0; i < SERIES; i++) {
        readings.add(new TopicRecord<>(topics.sensorReadings(), reading("s" + i)));
      }
      writer.write(readings);
      return List.copyOf(expected);
    }

    @Override
    public void close() {
      clock.shutdownNow();
      writer.close();
    }
  }
}
