package dev.gantry.topologies.processor;

import dev.gantry.schemas.records.Anomaly;
import dev.gantry.topologies.port.TopologyContext;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Counts become anomalies where they are unusual, keyed by series. They come to rest at none, as at
 * night.
 */
public final class JudgeCounts extends ContextualProcessor<String, Anomaly, String, Anomaly> {

  private final TopologyContext from;
  private final String storeName;
  private @Nullable SeriesJudge opened;

  /**
   * @param storeName name of a store of {@link dev.gantry.domain.anomaly.AnomalyDetector}s in bytes
   *     by series
   */
  public JudgeCounts(TopologyContext from, String storeName) {
    this.from = from;
    this.storeName = storeName;
  }

  @Override
  public void init(ProcessorContext<String, Anomaly> context) {
    super.init(context);
    opened = new SeriesJudge(from.config().anomaly(), context.getStateStore(storeName));
  }

  @Override
  public void process(Record<String, Anomaly> record) {
    boolean isRest = record.value().getActual() == 0;
    Objects.requireNonNull(opened, "init comes first")
        .judge(record.value(), isRest)
        .ifPresent(
            anomaly -> {
              from.counters().out();
              context().forward(record.withValue(anomaly));
            });
  }
}
