package dev.gantry.topologies.processor;

import dev.gantry.schemas.records.Anomaly;
import dev.gantry.topologies.port.TopologyContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Counts become anomalies where they are unusual, keyed by series. They come to rest at none, as at
 * night.
 */
public final class JudgeCounts extends JudgeSeries<Anomaly> {

  /**
   * @param storeName name of a store of {@link dev.gantry.domain.anomaly.AnomalyDetector}s in bytes
   *     by series
   */
  public JudgeCounts(TopologyContext from, String storeName) {
    super(from, storeName);
  }

  @Override
  public void process(Record<String, Anomaly> record) {
    judge(record.value(), record.value().getActual() == 0, record);
  }
}
