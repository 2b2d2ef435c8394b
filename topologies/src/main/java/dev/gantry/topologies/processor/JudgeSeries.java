package dev.gantry.topologies.processor;

import dev.gantry.schemas.records.Anomaly;
import dev.gantry.topologies.port.TopologyContext;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * What is measured becomes anomalies where it is unusual, keyed by series.
 *
 * @param <V> records that measurements come from
 */
abstract class JudgeSeries<V> extends ContextualProcessor<String, V, String, Anomaly> {

  private final TopologyContext from;
  private final String storeName;
  private @Nullable SeriesJudge opened;

  /**
   * @param storeName name of a store of {@link dev.gantry.domain.anomaly.AnomalyDetector}s in bytes
   *     by series
   */
  JudgeSeries(TopologyContext from, String storeName) {
    this.from = from;
    this.storeName = storeName;
  }

  @Override
  public void init(ProcessorContext<String, Anomaly> context) {
    super.init(context);
    opened = new SeriesJudge(from.config().anomaly(), context.getStateStore(storeName));
  }

  /**
   * Judges a measurement, and tells of it where it is unusual.
   *
   * @param measurement series, time and value; what is known of its place
   * @param isRest whether its series comes to rest at that value
   * @param record the record that it comes from
   */
  final void judge(Anomaly measurement, boolean isRest, Record<String, V> record) {
    Objects.requireNonNull(opened, "init comes first")
        .judge(measurement, isRest)
        .ifPresent(
            anomaly -> {
              from.counters().out();
              context().forward(record.withKey(anomaly.getSeriesId()).withValue(anomaly));
            });
  }
}
