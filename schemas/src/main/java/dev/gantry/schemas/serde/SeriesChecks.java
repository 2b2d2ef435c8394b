package dev.gantry.schemas.serde;

import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.SegmentPartial;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.VehicleGroupSums;

/** Checks of measurements over time. */
final class SeriesChecks {

  private SeriesChecks() {}

  static void segmentPartial(SegmentPartial partial) {
    Check.id("segment_id", partial.getSegmentId());
    Check.id("camera_id", partial.getCameraId());
    Check.atLeast("revision", partial.getRevision(), 0);
    Check.atLeast("pane_length_us", partial.getPaneLengthUs(), 1);
    Check.atLeast("empty_since_us", partial.getEmptySinceUs(), 0);
    partial.getGroups().forEach(SeriesChecks::groupSums);
    partial
        .getCrossings()
        .forEach(crossed -> Check.atLeast("crossings.count", crossed.getCount(), 1));
    Check.atLeast("presence_us", partial.getPresenceUs(), 0);
    Check.atLeast("occupied_us", partial.getOccupiedUs(), 0);
    Check.atLeast("timed_us", partial.getTimedUs(), 0);
    Check.notNegative("travelled_m", partial.getTravelledM());
    Check.notNegative("limit_mps", partial.getLimitMps());
  }

  private static void groupSums(VehicleGroupSums group) {
    Check.atLeast("groups.vehicle_count", group.getVehicleCount(), 0);
    Check.atLeast("groups.speed_count", group.getSpeedCount(), 0);
    Check.finite("groups.speed_sum_mps", group.getSpeedSumMps());
    Check.notNegative("groups.speed_sum_sq", group.getSpeedSumSq());
    Check.atLeast("groups.presence_us", group.getPresenceUs(), 0);
    Check.atLeast("groups.timed_us", group.getTimedUs(), 0);
    Check.notNegative("groups.travelled_m", group.getTravelledM());
    int bins = group.getSpeedBins().size();
    if (bins != group.getSpeedBinCounts().size()) {
      throw Check.invalid(
          "groups.speed_bin_counts",
          "as many as speed_bins, " + bins,
          group.getSpeedBinCounts().size());
    }
  }

  static void speedWindow(SpeedWindow window) {
    Check.id("segment_id", window.getSegmentId());
    Check.eventTime("window_end_us", window.getWindowEndUs());
    if (window.getWindowEndUs() <= window.getWindowStartUs()) {
      throw Check.invalid(
          "window_end_us",
          "a time after window_start_us " + window.getWindowStartUs(),
          window.getWindowEndUs());
    }
    Check.atLeast("vehicle_count", window.getVehicleCount(), 0);
    Check.atLeast("speed_count", window.getSpeedCount(), 0);
    Check.notNegative("mean_mps", window.getMeanMps());
    Check.notNegative("stddev_mps", window.getStddevMps());
    Check.notNegative("p15_mps", window.getP15Mps());
    Check.notNegative("p50_mps", window.getP50Mps());
    Check.notNegative("p85_mps", window.getP85Mps());
    Check.notNegative("space_mean_mps", window.getSpaceMeanMps());
    Check.notNegative("flow_per_hour", window.getFlowPerHour());
    Check.notNegative("density", window.getDensity());
    Check.notNegative("length_m", window.getLengthM());
    Check.notNegative("density_per_km", window.getDensityPerKm());
    Check.within("occupancy", window.getOccupancy(), 0, 1);
    Check.notNegative("limit_mps", window.getLimitMps());
  }

  static void sensorReading(SensorReading reading) {
    Check.id("series_id", reading.getSeriesId());
    Check.finite("value", reading.getValue());
    Check.eventTime("occurred_at_us", reading.getOccurredAtUs());
    Check.optionalTime("ingested_at_us", reading.getIngestedAtUs());
  }

  static void anomaly(Anomaly anomaly) {
    Check.id("series_id", anomaly.getSeriesId());
    Check.eventTime("occurred_at_us", anomaly.getOccurredAtUs());
    Check.within("score", anomaly.getScore(), 0, 1);
    Check.finite("actual", anomaly.getActual());
    Check.finite("expected", anomaly.getExpected());
    Check.finite("expected_low", anomaly.getExpectedLow());
    Check.finite("expected_high", anomaly.getExpectedHigh());
  }
}
