package dev.gantry.topologies.processor;

import dev.gantry.domain.anomaly.LoopCheck;
import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.Origin;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.topologies.port.TopologyContext;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What the loop of a lane says and can't be true becomes an anomaly of the vehicles' length. */
public final class CheckLoops extends ContextualProcessor<String, SensorReading, String, Anomaly> {

  private static final String OF = "/";

  private final TopologyContext from;
  private final String storeName;
  private @Nullable KeptStates<LoopCheck> openedStates;

  /**
   * @param storeName name of {@link KeptStates} of {@link LoopCheck} by sensor and loop
   */
  public CheckLoops(TopologyContext from, String storeName) {
    this.from = from;
    this.storeName = storeName;
  }

  /** How the states are kept in bytes. */
  public static KeptStates.Codec<LoopCheck> codec() {
    return KeptStates.Codec.whole(LoopCheck::toBytes, (loop, bytes) -> LoopCheck.fromBytes(bytes));
  }

  @Override
  public void init(ProcessorContext<String, Anomaly> context) {
    super.init(context);
    openedStates = context.getStateStore(storeName);
  }

  @Override
  public void process(Record<String, SensorReading> record) {
    LoopReading.of(record.value()).ifPresent(reading -> check(reading, record));
  }

  private void check(LoopReading reading, Record<String, SensorReading> record) {
    KeptStates<LoopCheck> states = Objects.requireNonNull(openedStates, "init comes first");
    String key = record.key() + OF + reading.loop();
    LoopCheck known = states.load(key);
    LoopCheck check = known == null ? new LoopCheck() : known;
    SensorReading latest = record.value();
    var wrong = check.take(reading.quantity(), latest.getOccurredAtUs(), reading.value());
    states.save(key, check);
    wrong.ifPresent(
        contradiction -> {
          Anomaly anomaly =
              AnomalyRecords.contradiction(
                  latest,
                  reading.loop(),
                  contradiction,
                  contradiction.score(from.config().anomaly()),
                  origin());
          from.counters().out();
          context().forward(new Record<>(anomaly.getSeriesId(), anomaly, record.timestamp()));
        });
  }

  /** The reading that completed the moment. */
  private Origin origin() {
    RecordMetadata source = context().recordMetadata().orElseThrow();
    return new Origin(source.topic(), source.partition(), source.offset(), source.offset(), 1);
  }
}
