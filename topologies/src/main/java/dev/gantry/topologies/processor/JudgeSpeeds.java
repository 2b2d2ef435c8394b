package dev.gantry.topologies.processor;

import dev.gantry.domain.time.Micros;
import dev.gantry.domain.traffic.TrafficSettings;
import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.WindowState;
import dev.gantry.topologies.port.TopologyContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Flow and mean speed of a segment become anomalies where they are unusual, keyed by series. The
 * longest windows that follow each other are judged, once each, when they are final: in shorter
 * ones one vehicle more or less is most of what changes. Those in which a camera went silent with
 * vehicles in view count too few, and are left out.
 */
public final class JudgeSpeeds extends JudgeSeries<SpeedWindow> {

  private final long windowUs;

  /**
   * @param storeName name of a store of {@link dev.gantry.domain.anomaly.AnomalyDetector}s in bytes
   *     by series
   */
  public JudgeSpeeds(TopologyContext from, String storeName) {
    super(from, storeName);
    this.windowUs = judgedUs(from.config().traffic().settings());
  }

  /** Length of the windows that are judged, microseconds; none when all of them overlap. */
  private static long judgedUs(TrafficSettings settings) {
    return settings.windows().stream()
        .filter(span -> span.length().equals(span.every()))
        .mapToLong(span -> Micros.of(span.length()))
        .max()
        .orElse(0);
  }

  @Override
  public void process(Record<String, SpeedWindow> record) {
    SpeedWindow window = record.value();
    if (window.getState() != WindowState.FINAL
        || window.getIncomplete()
        || window.getWindowEndUs() - window.getWindowStartUs() != windowUs) {
      return;
    }
    // A road is empty at night: that it stays so is no flow that is stuck. In a jam nobody leaves.
    boolean isRest = window.getVehicleCount() == 0 && window.getDensity() == 0;
    for (Anomaly measurement : AnomalyRecords.measurements(window)) {
      judge(measurement, isRest, record);
    }
  }
}
