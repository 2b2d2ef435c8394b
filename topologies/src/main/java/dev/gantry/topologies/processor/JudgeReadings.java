package dev.gantry.topologies.processor;

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

/** Readings of sensors become anomalies where they are unusual, keyed by series. */
public final class JudgeReadings
    extends ContextualProcessor<String, SensorReading, String, Anomaly> {

  private final TopologyContext from;
  private final String storeName;
  private @Nullable SeriesJudge opened;

  /**
   * @param storeName name of a store of {@link dev.gantry.domain.anomaly.AnomalyDetector}s in bytes
   *     by series
   */
  public JudgeReadings(TopologyContext from, String storeName) {
    this.from = from;
    this.storeName = storeName;
  }

  @Override
  public void init(ProcessorContext<String, Anomaly> context) {
    super.init(context);
    opened = new SeriesJudge(from.config().anomaly(), context.getStateStore(storeName));
  }

  @Override
  public void process(Record<String, SensorReading> record) {
    if (record.value().getMissing()) {
      return;
    }
    RecordMetadata source = context().recordMetadata().orElseThrow();
    Origin origin =
        new Origin(source.topic(), source.partition(), source.offset(), source.offset(), 1);
    Objects.requireNonNull(opened, "init comes first")
        .judge(AnomalyRecords.measurement(record.value(), origin), false)
        .ifPresent(
            anomaly -> {
              from.counters().out();
              context().forward(record.withValue(anomaly));
            });
  }
}
