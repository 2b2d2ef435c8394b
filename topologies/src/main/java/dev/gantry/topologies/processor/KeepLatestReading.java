package dev.gantry.topologies.processor;

import dev.gantry.schemas.records.SensorReading;
import dev.gantry.topologies.port.TopologyContext;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest reading of each series by event time and hands it on; an older one is late, and
 * a second one of the same time repeated, whatever it says.
 */
public final class KeepLatestReading
    extends ContextualProcessor<String, SensorReading, String, SensorReading> {

  private final TopologyContext from;
  private final String storeName;
  private @Nullable KeyValueStore<String, SensorReading> openedStore;

  /**
   * @param storeName name of a store of readings by series
   */
  public KeepLatestReading(TopologyContext from, String storeName) {
    this.from = from;
    this.storeName = storeName;
  }

  @Override
  public void init(ProcessorContext<String, SensorReading> context) {
    super.init(context);
    openedStore = context.getStateStore(storeName);
  }

  @Override
  public void process(Record<String, SensorReading> record) {
    KeyValueStore<String, SensorReading> store =
        Objects.requireNonNull(openedStore, "init comes first");
    SensorReading reading = record.value();
    SensorReading clamped =
        SensorReading.newBuilder(reading)
            .setOccurredAtUs(
                EventTimes.clamp(
                    reading.getOccurredAtUs(), reading.getIngestedAtUs(), reading.getTimeMode()))
            .build();
    SensorReading latest = store.get(record.key());
    if (latest != null && clamped.getOccurredAtUs() < latest.getOccurredAtUs()) {
      from.counters().late();
      return;
    }
    boolean isHeldBack = clamped.getOccurredAtUs() < reading.getOccurredAtUs();
    if (latest != null && !isHeldBack && repeats(clamped, latest)) {
      from.counters().repeated();
      return;
    }
    store.put(record.key(), clamped);
    context().forward(record.withValue(clamped));
  }

  /** The value of a reading that was told as missing is the first of its time. */
  private static boolean repeats(SensorReading reading, SensorReading latest) {
    return reading.getOccurredAtUs() == latest.getOccurredAtUs()
        && (reading.getMissing() || !latest.getMissing());
  }
}
