package dev.gantry.topologies.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.Harness;
import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.testing.CodedStates;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What outlives a restart of the task that watches for silence. */
class WatchSilenceTest {

  private static final String STATES = "states";
  private static final String LATEST = "latest";
  private static final long SECOND_US = 1_000_000;

  @AutoClose private final Harness harness = new Harness();
  private final CodedStates<WatchedSeries> states = new CodedStates<>(STATES, WatchedSeries.CODEC);
  private final KeyValueStore<String, SensorReading> latest =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore(LATEST),
              Serdes.String(),
              harness.topics.sensorReadings().valueSerde())
          .withLoggingDisabled()
          .build();
  private MockProcessorContext<String, Anomaly> context = new MockProcessorContext<>();
  private WatchSilence watch = start();
  private long offset;
  private long nowMs;

  @BeforeEach
  void hearOftenEnough() {
    for (long n = 0; n < 50; n++) {
      hear("loop", 30 * n);
      hear("air", 30 * n);
    }
  }

  @Test
  void shouldNotForgetASilenceThatHasBegunWhenItIsRestarted() {
    hearAir(1_500, 1_590);

    watch = start();
    hearAir(1_620, 1_800);

    assertThat(told()).containsExactly("loop@1605000000-silence");
  }

  @Test
  void shouldNotTellItAgainWhenItIsRestarted() {
    hearAir(1_500, 1_800);
    assertThat(told()).hasSize(1);

    watch = start();
    hearAir(1_830, 1_830);
    assertThat(told()).isEmpty();

    hear("loop", 1_860);
    assertThat(told()).containsExactly("loop@1860000000-silence_over");
  }

  @Test
  void shouldCountStillnessAnewWhenItIsRestarted() {
    look(100);
    assertThat(told()).isEmpty();

    watch = start();
    look(150);
    assertThat(told()).isEmpty();
    look(100);

    assertThat(told()).containsExactly("air@1605000000-silence", "loop@1605000000-silence");
    assertThat(context.scheduledPunctuators()).allMatch(CapturedPunctuator::cancelled);
  }

  private WatchSilence start() {
    context = new MockProcessorContext<>();
    context.setCurrentSystemTimeMs(nowMs);
    latest.init(context.getStateStoreContext(), latest);
    context.addStateStore(latest);
    context.addStateStore(states);
    WatchSilence started = new WatchSilence(harness.context(new RoleCounters()), STATES, LATEST);
    started.init(context);
    return started;
  }

  private void hearAir(long from, long to) {
    for (long second = from; second <= to; second += 30) {
      hear("air", second);
    }
  }

  private void hear(String series, long second) {
    SensorReading reading =
        SensorReading.newBuilder()
            .setSeriesId(series)
            .setOccurredAtUs(second * SECOND_US)
            .setTimeMode(TimeMode.LIVE)
            .build();
    latest.put(series, reading);
    context.setRecordMetadata("sensor-readings", 0, offset++);
    watch.process(new Record<>(series, reading, second * 1000));
  }

  /** Lets the wall clock go on by seconds, looked at after each. */
  private void look(int seconds) {
    for (int n = 0; n < seconds; n++) {
      nowMs += 1_000;
      context.setCurrentSystemTimeMs(nowMs);
      List.copyOf(context.scheduledPunctuators()).stream()
          .filter(timer -> !timer.cancelled())
          .forEach(timer -> timer.getPunctuator().punctuate(nowMs));
    }
  }

  private List<String> told() {
    List<String> ids =
        context.forwarded().stream()
            .map(forwarded -> ((Anomaly) forwarded.record().value()).getAnomalyId())
            .toList();
    context.resetForwards();
    return ids;
  }
}
