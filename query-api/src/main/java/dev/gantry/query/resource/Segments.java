package dev.gantry.query.resource;

import dev.gantry.schemas.records.LineCount;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.VehicleGroupSpeeds;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Road segments and their speeds as the API shows them. */
public final class Segments {

  private Segments() {}

  /** All road segments. */
  public record SegmentList(@Doc("The segments, by id.") List<Segment> segments) {

    public SegmentList {
      segments = List.copyOf(segments);
    }
  }

  /** A road segment with its last windows. */
  public record Segment(
      @Doc(value = "Id of the segment.", example = "harbour-rd-north") String id,
      @Doc(value = "Site; null when not known.", example = "harbour") @Nullable String site,
      @Doc(value = "Cameras that see it.", example = "[\"bridge-north\"]") List<String> cameras,
      @Doc(
              value = "Lawful direction, degrees clockwise from the y axis; null when both are.",
              example = "0")
          @Nullable Double headingDeg,
      @Doc(value = "Speed limit, km/h; null when none.", example = "50") @Nullable Double limitKmh,
      @Doc(
              "Its last windows, of every length, by start and end: read-committed, but one that is"
                  + " early may still change.")
          List<Speeds> recent) {

    public Segment {
      cameras = List.copyOf(cameras);
      recent = List.copyOf(recent);
    }
  }

  /** Windows of one segment within a range of event time. */
  public record SpeedList(
      @Doc(value = Doc.PROVISIONAL, example = "true") boolean provisional,
      @Doc(value = "Id of the segment.", example = "harbour-rd-north") String segment,
      @Doc(value = "Start of the range, inclusive.", example = "2026-01-01T00:00:00.000000Z")
          Instant from,
      @Doc(value = "End of the range, exclusive.", example = "2026-01-01T00:15:00.000000Z")
          Instant to,
      @Doc("The windows, of every length, by start and end.") List<Speeds> speeds) {

    public SpeedList {
      speeds = List.copyOf(speeds);
    }
  }

  /** Speeds and flow in one window. */
  public record Speeds(
      @Doc(value = "Start, inclusive.", example = "2026-01-01T00:00:10.000000Z")
          Instant windowStart,
      @Doc(value = "End, exclusive.", example = "2026-01-01T00:00:20.000000Z") Instant windowEnd,
      @Doc(value = "Length, seconds.", example = "10") int windowS,
      @Doc(
              value =
                  "Early while the window may change, final once, corrected when a late record"
                      + " changed it afterwards.",
              example = "final")
          Settled state,
      @Doc(value = "Revision of the window; 0 when nobody was there.", example = "2") int revision,
      Clocked timeMode,
      @Doc(value = "Vehicles that left the segment.", example = "4") int vehicleCount,
      @Doc(value = "Those among them whose speed is known.", example = "4") int speedCount,
      @Doc(value = "Mean speed, km/h; null without speeds.", example = "48.2")
          @Nullable Double meanKmh,
      @Doc(value = "Standard deviation of the speeds, km/h; null without speeds.", example = "5.1")
          @Nullable Double stddevKmh,
      @Doc(value = "15th percentile, km/h; null without speeds.", example = "43")
          @Nullable Double p15Kmh,
      @Doc(value = "Median, km/h; null without speeds.", example = "48") @Nullable Double p50Kmh,
      @Doc(value = "85th percentile, km/h; null without speeds.", example = "54")
          @Nullable Double p85Kmh,
      @Doc(
              value =
                  "Space-mean speed, way over time of all vehicles on the segment, km/h; null"
                      + " without speeds.",
              example = "46.9")
          @Nullable Double spaceMeanKmh,
      @Doc(value = "Vehicles per hour.", example = "1440") double flowPerHour,
      @Doc(value = "Mean number of vehicles on the segment at one time.", example = "1.2")
          double density,
      @Doc(
              value = "Metres of the segment that its cameras see, added up; null when not known.",
              example = "42")
          @Nullable Double lengthM,
      @Doc(
              value = "Vehicles per kilometre of road; null when its length is not known.",
              example = "28.6")
          @Nullable Double densityPerKm,
      @Doc(value = "Share of the window with a vehicle on it, 0 to 1.", example = "0.71")
          double occupancy,
      @Doc("The vehicles by class and direction; those that have not left yet, too.")
          List<Group> groups,
      @Doc("Lines crossed on the segment, or by what was on it last, by line, side and class.")
          List<Crossings> crossings,
      @Doc(value = "Speed limit, km/h; null when none.", example = "50") @Nullable Double limitKmh,
      @Doc(value = "Cameras that contributed.", example = "[\"bridge-north\"]")
          List<String> cameras,
      @Doc(
              value = "True when a camera had gone silent and the window was closed without it.",
              example = "false")
          boolean incomplete) {

    public Speeds {
      groups = List.copyOf(groups);
      crossings = List.copyOf(crossings);
      cameras = List.copyOf(cameras);
    }

    /** As the API shows a window. */
    public static Speeds of(SpeedWindow window) {
      boolean known = window.getSpeedCount() > 0;
      return new Speeds(
          Units.time(window.getWindowStartUs()),
          Units.time(window.getWindowEndUs()),
          (int) ((window.getWindowEndUs() - window.getWindowStartUs()) / 1_000_000),
          Settled.valueOf(window.getState().name()),
          window.getRevision(),
          Clocked.of(window.getTimeMode()),
          window.getVehicleCount(),
          window.getSpeedCount(),
          known ? Units.kmh(window.getMeanMps()) : null,
          known ? Units.kmh(window.getStddevMps()) : null,
          known ? Units.kmh(window.getP15Mps()) : null,
          known ? Units.kmh(window.getP50Mps()) : null,
          known ? Units.kmh(window.getP85Mps()) : null,
          window.getSpaceMeanMps() > 0 ? Units.kmh(window.getSpaceMeanMps()) : null,
          Units.tenth(window.getFlowPerHour()),
          Units.share(window.getDensity()),
          window.getLengthM() > 0 ? Units.tenth(window.getLengthM()) : null,
          window.getLengthM() > 0 ? Units.tenth(window.getDensityPerKm()) : null,
          Units.share(window.getOccupancy()),
          window.getGroups().stream()
              .map(group -> Group.of(group, window.getLengthM() > 0))
              .toList(),
          window.getCrossings().stream().map(Crossings::of).toList(),
          window.getLimitMps() > 0 ? Units.kmh(window.getLimitMps()) : null,
          window.getCameras(),
          window.getIncomplete());
    }
  }

  /** Vehicles of one class that go one way. */
  public record Group(
      @Doc(value = "Class label.", example = "car") String label,
      @Doc(value = "Which way they go: along, against, or null when not known.", example = "along")
          @Nullable String direction,
      @Doc(value = "Vehicles that left the segment.", example = "4") int vehicleCount,
      @Doc(value = "Those among them whose speed is known.", example = "4") int speedCount,
      @Doc(value = "Mean speed, km/h; null without speeds.", example = "48.2")
          @Nullable Double meanKmh,
      @Doc(value = "15th percentile, km/h; null without speeds.", example = "43")
          @Nullable Double p15Kmh,
      @Doc(value = "Median, km/h; null without speeds.", example = "48") @Nullable Double p50Kmh,
      @Doc(value = "85th percentile, km/h; null without speeds.", example = "54")
          @Nullable Double p85Kmh,
      @Doc(value = "Space-mean speed, km/h; null without speeds.", example = "46.9")
          @Nullable Double spaceMeanKmh,
      @Doc(value = "Vehicles per hour.", example = "1440") double flowPerHour,
      @Doc(value = "Mean number of them on the segment at one time.", example = "1.2")
          double density,
      @Doc(
              value = "The same per kilometre of road; null when its length is not known.",
              example = "28.6")
          @Nullable Double densityPerKm) {

    static Group of(VehicleGroupSpeeds group, boolean lengthKnown) {
      boolean known = group.getSpeedCount() > 0;
      return new Group(
          group.getLabel(),
          Units.textOrNull(group.getDirection()),
          group.getVehicleCount(),
          group.getSpeedCount(),
          known ? Units.kmh(group.getMeanMps()) : null,
          known ? Units.kmh(group.getP15Mps()) : null,
          known ? Units.kmh(group.getP50Mps()) : null,
          known ? Units.kmh(group.getP85Mps()) : null,
          group.getSpaceMeanMps() > 0 ? Units.kmh(group.getSpaceMeanMps()) : null,
          Units.tenth(group.getFlowPerHour()),
          Units.share(group.getDensity()),
          lengthKnown ? Units.tenth(group.getDensityPerKm()) : null);
    }
  }

  /** Objects of one class that crossed a line to one side. */
  public record Crossings(
      @Doc(value = "Id of the line.", example = "stop") String line,
      @Doc(
              value = "Side they went to, as seen from the line's start to its end: left or right.",
              example = "left")
          String side,
      @Doc(value = "Class label.", example = "car") String label,
      @Doc(value = "Crossings, each time an object crossed it.", example = "4") int count) {

    static Crossings of(LineCount crossed) {
      return new Crossings(
          crossed.getLine(), crossed.getSide(), crossed.getLabel(), crossed.getCount());
    }
  }

  /** How settled a window is. */
  public enum Settled {
    EARLY,
    FINAL,
    CORRECTED
  }
}
