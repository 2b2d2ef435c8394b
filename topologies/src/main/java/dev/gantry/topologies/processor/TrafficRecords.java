package dev.gantry.topologies.processor;

import dev.gantry.domain.traffic.InputRun;
import dev.gantry.domain.traffic.PaneSums;
import dev.gantry.domain.traffic.Partial;
import dev.gantry.domain.traffic.SpeedHistogram;
import dev.gantry.domain.traffic.TrackPoint;
import dev.gantry.domain.traffic.Window;
import dev.gantry.schemas.records.Origin;
import dev.gantry.schemas.records.SegmentPartial;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.records.WindowState;
import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.serde.MalformedRecordException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Maps between records and the values of the traffic sums. */
final class TrafficRecords {

  /** A day: no pane is told so long after it happened. */
  private static final long LONGEST_LAG_US = 86_400_000_000L;

  private TrafficRecords() {}

  static TrackPoint toPoint(TrackUpdate track, Set<String> vehicleLabels, InputRun input) {
    return new TrackPoint(
        track.getTrackId(),
        EventTimes.clamp(track.getCapturedAtUs(), track.getIngestedAtUs(), track.getTimeMode()),
        track.getState() == TrackState.END,
        track.getObserved(),
        vehicleLabels.contains(track.getLabel()),
        track.getSegment(),
        track.getSpeedKnown() && track.getSpeedMps() >= 0
            ? OptionalDouble.of(track.getSpeedMps())
            : OptionalDouble.empty(),
        track.getLimitMps(),
        track.getSite(),
        track.getTimeMode() == TimeMode.REPLAY,
        input);
  }

  /**
   * A partial as a record.
   *
   * @param topic topic of the tracks, for the record's origins
   */
  static SegmentPartial toRecord(Partial partial, String topic) {
    PaneSums sums = partial.sums();
    return SegmentPartial.newBuilder()
        .setSegmentId(partial.segment())
        .setCameraId(partial.camera())
        .setSite(partial.site())
        .setPaneStartUs(partial.paneStartUs())
        .setPaneLengthUs(partial.paneUs())
        .setRevision(partial.revision())
        .setWatermarkUs(partial.watermarkUs())
        .setChangedAtUs(partial.changedAtUs())
        .setTimeMode(mode(partial.replay()))
        .setClosed(partial.closed())
        .setOpenTracks(partial.openTracks())
        .setVehicleCount(sums.vehicles())
        .setSpeedCount(sums.speeds().total())
        .setSpeedSumMps(sums.speedSum())
        .setSpeedSumSq(sums.speedSumSq())
        .setSpeedBins(Arrays.stream(sums.speeds().bins()).boxed().toList())
        .setSpeedBinCounts(Arrays.stream(sums.speeds().counts()).boxed().toList())
        .setPresenceUs(sums.presenceUs())
        .setOccupiedUs(sums.occupiedUs())
        .setLimitMps(partial.limitMps())
        .setOrigins(partial.input().map(run -> origin(topic, run)).stream().toList())
        .build();
  }

  /**
   * A partial from its record.
   *
   * @param paneUs length of panes, microseconds
   * @throws MalformedRecordException when its pane or its histogram is none
   */
  static Partial toPartial(SegmentPartial record, long paneUs) {
    long startUs = record.getPaneStartUs();
    if (record.getPaneLengthUs() != paneUs
        || startUs % paneUs != 0
        || Math.abs(startUs - record.getWatermarkUs()) > LONGEST_LAG_US) {
      throw new MalformedRecordException(
          DeadLetterCause.INVALID,
          "segment-partials: pane_start_us: expected the start of a pane of "
              + paneUs
              + " us near watermark_us "
              + record.getWatermarkUs()
              + ", found "
              + startUs
              + " and pane_length_us "
              + record.getPaneLengthUs());
    }
    SpeedHistogram speeds;
    try {
      speeds = SpeedHistogram.of(ints(record.getSpeedBins()), ints(record.getSpeedBinCounts()));
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException(
          DeadLetterCause.INVALID, "segment-partials: speed_bins: " + e.getMessage(), e);
    }
    return new Partial(
        record.getSegmentId(),
        record.getCameraId(),
        record.getSite(),
        record.getPaneStartUs(),
        record.getPaneLengthUs(),
        record.getRevision(),
        record.getWatermarkUs(),
        record.getChangedAtUs(),
        record.getClosed(),
        record.getOpenTracks(),
        new PaneSums(
            record.getVehicleCount(),
            speeds,
            record.getSpeedSumMps(),
            record.getSpeedSumSq(),
            record.getPresenceUs(),
            record.getOccupiedUs()),
        record.getLimitMps(),
        record.getTimeMode() == TimeMode.REPLAY,
        input(record.getOrigins()));
  }

  /**
   * A window as a record.
   *
   * @param topic topic of the tracks, for the record's origins
   */
  static SpeedWindow toRecord(Window window, String topic) {
    SpeedHistogram speeds = window.sums().speeds();
    return SpeedWindow.newBuilder()
        .setSegmentId(window.segment())
        .setSite(window.site())
        .setWindowStartUs(window.startUs())
        .setWindowEndUs(window.endUs())
        .setState(state(window.state()))
        .setRevision(window.revision())
        .setTimeMode(mode(window.replay()))
        .setVehicleCount(window.sums().vehicles())
        .setSpeedCount(window.speedCount())
        .setMeanMps(window.meanMps())
        .setStddevMps(window.stddevMps())
        .setP15Mps(speeds.percentile(0.15))
        .setP50Mps(speeds.percentile(0.5))
        .setP85Mps(speeds.percentile(0.85))
        .setFlowPerHour(window.flowPerHour())
        .setDensity(window.density())
        .setOccupancy(window.occupancy())
        .setLimitMps(window.limitMps())
        .setCameras(window.cameras())
        .setIncomplete(window.incomplete())
        .setOrigins(window.inputs().stream().map(run -> origin(topic, run)).toList())
        .build();
  }

  private static Origin origin(String topic, InputRun run) {
    return new Origin(
        topic,
        run.partition(),
        run.first(),
        run.last(),
        (int) Math.min(Integer.MAX_VALUE, run.count()));
  }

  private static Optional<InputRun> input(List<Origin> origins) {
    return origins.stream()
        .findFirst()
        .map(
            origin ->
                new InputRun(
                    origin.getPartition(),
                    origin.getFirstOffset(),
                    origin.getLastOffset(),
                    origin.getCount()));
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  private static TimeMode mode(boolean replay) {
    return replay ? TimeMode.REPLAY : TimeMode.LIVE;
  }

  private static WindowState state(Window.State state) {
    return switch (state) {
      case EARLY -> WindowState.EARLY;
      case FINAL -> WindowState.FINAL;
      case CORRECTED -> WindowState.CORRECTED;
    };
  }
}
