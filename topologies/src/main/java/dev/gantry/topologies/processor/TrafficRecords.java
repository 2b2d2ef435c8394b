package dev.gantry.topologies.processor;

import dev.gantry.domain.camera.Direction;
import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.traffic.InputRun;
import dev.gantry.domain.traffic.LineCounts;
import dev.gantry.domain.traffic.LineCrossing;
import dev.gantry.domain.traffic.Look;
import dev.gantry.domain.traffic.PaneSums;
import dev.gantry.domain.traffic.Partial;
import dev.gantry.domain.traffic.Presence;
import dev.gantry.domain.traffic.SpeedHistogram;
import dev.gantry.domain.traffic.StandingVehicles;
import dev.gantry.domain.traffic.TrackPoint;
import dev.gantry.domain.traffic.VehicleGroup;
import dev.gantry.domain.traffic.VehicleGroups;
import dev.gantry.domain.traffic.VehicleSums;
import dev.gantry.domain.traffic.Window;
import dev.gantry.schemas.records.LineCount;
import dev.gantry.schemas.records.Origin;
import dev.gantry.schemas.records.SegmentPartial;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.records.VehicleGroupSpeeds;
import dev.gantry.schemas.records.VehicleGroupSums;
import dev.gantry.schemas.records.WindowState;
import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.serde.MalformedRecordException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Maps between records and the values of the traffic sums. */
public final class TrafficRecords {

  /** A day: no pane is told so long after it happened. */
  private static final long LONGEST_LAG_US = 86_400_000_000L;

  private TrafficRecords() {}

  /** A step of a track as traffic takes it. */
  public static TrackPoint toPoint(TrackUpdate track, Set<String> vehicleLabels, InputRun input) {
    return new TrackPoint(
        track.getTrackId(),
        atUs(track),
        track.getState() == TrackState.END,
        track.getObserved(),
        track.getCalibrated(),
        vehicleLabels.contains(track.getLabel()),
        track.getLabel(),
        track.getSegment(),
        Direction.of(track.getDirection()),
        toSpeed(track),
        track.getStoppedS(),
        toCrossings(track),
        track.getLimitMps(),
        track.getSite(),
        track.getTimeMode() == TimeMode.REPLAY,
        input);
  }

  /** What nobody on a road drives is a box that leapt, or a wrong calibration: it is not known. */
  private static OptionalDouble toSpeed(TrackUpdate track) {
    double mps = track.getSpeedMps();
    return track.getSpeedKnown() && mps >= 0 && mps <= SpeedHistogram.FASTEST_MPS
        ? OptionalDouble.of(mps)
        : OptionalDouble.empty();
  }

  /** That a camera looked and tracked nothing, as traffic takes it. */
  public static Look toLook(TrackUpdate watched, InputRun input) {
    return new Look(
        atUs(watched),
        watched.getCalibrated(),
        watched.getSite(),
        watched.getTimeMode() == TimeMode.REPLAY,
        input);
  }

  /** When it was captured, as traffic takes it, microseconds. */
  static long atUs(TrackUpdate track) {
    return EventTimes.clamp(track.getCapturedAtUs(), track.getIngestedAtUs(), track.getTimeMode());
  }

  private static List<LineCrossing> toCrossings(TrackUpdate track) {
    if (track.getCrossings().isEmpty()) {
      return List.of();
    }
    try {
      return track.getCrossings().stream()
          .map(crossing -> LineCrossing.of(crossing, track.getLabel()))
          .toList();
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException(
          DeadLetterCause.INVALID, "vehicle-tracks: crossings: " + e.getMessage(), e);
    }
  }

  /**
   * A partial as a record.
   *
   * @param topic topic of the tracks, for the record's origins
   */
  public static SegmentPartial toRecord(Partial partial, String topic) {
    PaneSums sums = partial.sums();
    Presence presence = sums.groups().presence();
    return SegmentPartial.newBuilder()
        .setSegmentId(partial.segment())
        .setCameraId(partial.camera())
        .setSite(partial.site())
        .setPaneStartUs(partial.paneStartUs())
        .setPaneLengthUs(partial.paneUs())
        .setRevision(partial.revision())
        .setWatermarkUs(partial.watermarkUs())
        .setChangedAtUs(partial.changedAtUs())
        .setEmptySinceUs(partial.isEmpty() ? partial.emptySinceUs() : 0)
        .setTimeMode(mode(partial.replay()))
        .setClosed(partial.closed())
        .setOpenTracks(partial.openTracks())
        .setGroups(
            sums.groups().sums().entrySet().stream()
                .map(group -> toRecord(group.getKey(), group.getValue()))
                .toList())
        .setCrossings(toRecords(sums.crossings()))
        .setPresenceUs(presence.us())
        .setOccupiedUs(sums.occupiedUs())
        .setTimedUs(presence.timedUs())
        .setTravelledM(presence.travelledM())
        .setStandingVehicles(sums.standing().most())
        .setLongestStandS(sums.standing().longestSeconds())
        .setLimitMps(partial.limitMps())
        .setOrigins(partial.input().map(run -> origin(topic, run)).stream().toList())
        .build();
  }

  private static VehicleGroupSums toRecord(VehicleGroup group, VehicleSums sums) {
    return VehicleGroupSums.newBuilder()
        .setLabel(group.label())
        .setDirection(group.direction().word())
        .setVehicleCount(sums.vehicles())
        .setSpeedCount(sums.speedCount())
        .setSpeedSumMps(sums.speedSum())
        .setSpeedSumSq(sums.speedSumSq())
        .setSpeedBins(Arrays.stream(sums.speeds().bins()).boxed().toList())
        .setSpeedBinCounts(Arrays.stream(sums.speeds().counts()).boxed().toList())
        .setPresenceUs(sums.presence().us())
        .setTimedUs(sums.presence().timedUs())
        .setTravelledM(sums.presence().travelledM())
        .build();
  }

  private static List<LineCount> toRecords(LineCounts crossings) {
    return crossings.counts().entrySet().stream()
        .map(
            each ->
                new LineCount(
                    each.getKey().line(),
                    each.getKey().side().word(),
                    each.getKey().label(),
                    each.getValue()))
        .toList();
  }

  /**
   * A partial from its record.
   *
   * @param paneUs length of panes, microseconds
   * @throws MalformedRecordException when its pane, its histogram or a crossing is none
   */
  public static Partial toPartial(SegmentPartial record, long paneUs) {
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
    return new Partial(
        record.getSegmentId(),
        record.getCameraId(),
        record.getSite(),
        record.getPaneStartUs(),
        record.getPaneLengthUs(),
        record.getRevision(),
        record.getWatermarkUs(),
        record.getChangedAtUs(),
        record.getEmptySinceUs() == 0 ? Partial.NOT_EMPTY : record.getEmptySinceUs(),
        record.getClosed(),
        record.getOpenTracks(),
        new PaneSums(
            toGroups(record),
            record.getOccupiedUs(),
            new StandingVehicles(record.getStandingVehicles(), record.getLongestStandS()),
            toCounts(record.getCrossings())),
        record.getLimitMps(),
        record.getTimeMode() == TimeMode.REPLAY,
        input(record.getOrigins()));
  }

  private static VehicleGroups toGroups(SegmentPartial partial) {
    SortedMap<VehicleGroup, VehicleSums> groups = new TreeMap<>();
    Presence rest =
        Presence.ofMetres(partial.getPresenceUs(), partial.getTimedUs(), partial.getTravelledM());
    for (VehicleGroupSums record : partial.getGroups()) {
      Presence presence =
          Presence.ofMetres(record.getPresenceUs(), record.getTimedUs(), record.getTravelledM());
      rest = rest.minus(presence);
      groups.put(
          new VehicleGroup(record.getLabel(), Direction.of(record.getDirection())),
          new VehicleSums(
              record.getVehicleCount(),
              toHistogram(record),
              record.getSpeedSumMps(),
              record.getSpeedSumSq(),
              presence));
    }
    // Partials of before groups had times say only whose time it was in all.
    if (rest.us() > 0) {
      VehicleGroup unknown = new VehicleGroup(Detection.UNCLASSIFIED, Direction.UNKNOWN);
      groups.merge(unknown, VehicleSums.of(rest), VehicleSums::plus);
    }
    return new VehicleGroups(groups);
  }

  private static LineCounts toCounts(List<LineCount> records) {
    SortedMap<LineCrossing, Integer> counts = new TreeMap<>();
    try {
      for (LineCount record : records) {
        LineCrossing.Side side = LineCrossing.Side.of(record.getSide());
        counts.put(new LineCrossing(record.getLine(), side, record.getLabel()), record.getCount());
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException(
          DeadLetterCause.INVALID, "segment-partials: crossings.side: " + e.getMessage(), e);
    }
    return new LineCounts(counts);
  }

  private static SpeedHistogram toHistogram(VehicleGroupSums record) {
    try {
      return SpeedHistogram.of(ints(record.getSpeedBins()), ints(record.getSpeedBinCounts()));
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException(
          DeadLetterCause.INVALID, "segment-partials: groups.speed_bins: " + e.getMessage(), e);
    }
  }

  /**
   * A window as a record.
   *
   * @param lengthM how much of the segment its cameras see, metres; 0 when not known
   * @param topic topic of the tracks, for the record's origins
   */
  public static SpeedWindow toRecord(Window window, double lengthM, String topic) {
    VehicleSums all = window.sums().groups().all();
    return SpeedWindow.newBuilder()
        .setSegmentId(window.segment())
        .setSite(window.site())
        .setWindowStartUs(window.startUs())
        .setWindowEndUs(window.endUs())
        .setState(state(window.state()))
        .setRevision(window.revision())
        .setTimeMode(mode(window.replay()))
        .setVehicleCount(all.vehicles())
        .setSpeedCount(all.speedCount())
        .setMeanMps(all.meanMps())
        .setStddevMps(all.stddevMps())
        .setP15Mps(all.speeds().percentile(0.15))
        .setP50Mps(all.speeds().percentile(0.5))
        .setP85Mps(all.speeds().percentile(0.85))
        .setSpaceMeanMps(all.presence().spaceMeanMps())
        .setFlowPerHour(window.flowPerHour(all))
        .setDensity(window.density(all))
        .setLengthM(lengthM)
        .setDensityPerKm(window.densityPerKm(all, lengthM))
        .setOccupancy(window.occupancy())
        .setStandingVehicles(window.sums().standing().most())
        .setLongestStandS(window.sums().standing().longestSeconds())
        .setGroups(
            window.sums().groups().sums().entrySet().stream()
                .map(group -> toRecord(window, lengthM, group.getKey(), group.getValue()))
                .toList())
        .setCrossings(toRecords(window.sums().crossings()))
        .setLimitMps(window.limitMps())
        .setCameras(window.cameras())
        .setIncomplete(window.incomplete())
        .setOrigins(window.inputs().stream().map(run -> origin(topic, run)).toList())
        .build();
  }

  private static VehicleGroupSpeeds toRecord(
      Window window, double lengthM, VehicleGroup group, VehicleSums sums) {
    return VehicleGroupSpeeds.newBuilder()
        .setLabel(group.label())
        .setDirection(group.direction().word())
        .setVehicleCount(sums.vehicles())
        .setSpeedCount(sums.speedCount())
        .setMeanMps(sums.meanMps())
        .setP15Mps(sums.speeds().percentile(0.15))
        .setP50Mps(sums.speeds().percentile(0.5))
        .setP85Mps(sums.speeds().percentile(0.85))
        .setSpaceMeanMps(sums.presence().spaceMeanMps())
        .setFlowPerHour(window.flowPerHour(sums))
        .setDensity(window.density(sums))
        .setDensityPerKm(window.densityPerKm(sums, lengthM))
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
