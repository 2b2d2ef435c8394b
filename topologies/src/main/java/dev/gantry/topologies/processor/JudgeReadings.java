package dev.gantry.topologies.processor;

import dev.gantry.schemas.records.Origin;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.topologies.port.TopologyContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Readings of sensors become anomalies where they are unusual, keyed by series. */
public final class JudgeReadings extends JudgeSeries<SensorReading> {

  /**
   * @param storeName name of a store of {@link dev.gantry.domain.anomaly.AnomalyDetector}s in bytes
   *     by series
   */
  public JudgeReadings(TopologyContext from, String storeName) {
    super(from, storeName);
  }

  @Override
  public void process(Record<String, SensorReading> record) {
    if (record.value().getMissing()) {
      return;
    }
    RecordMetadata source = context().recordMetadata().orElseThrow();
    Origin origin =
        new Origin(source.topic(), source.partition(), source.offset(), source.offset(), 1);
    judge(AnomalyRecords.measurement(record.value(), origin), false, record);
  }
}
