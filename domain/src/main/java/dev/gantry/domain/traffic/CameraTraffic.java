package dev.gantry.domain.traffic;

import dev.gantry.domain.state.StateFormat;
import dev.gantry.domain.time.Micros;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one camera sees of its segments: takes in the steps of its tracks and tells of panes.
 *
 * <p>A track is on the segment of its last step until its next one, and counts once a segment: in
 * the pane of the step that first sees it elsewhere, or of its end. Lines that it crosses count for
 * the segment it is on, or was on last, each time that it crosses one. A pane is told of once the
 * camera is {@code settle} beyond its end, and again after each later change.
 *
 * <p>While the camera looks on and nobody is on a segment that it has seen traffic on, it tells so
 * once a window, in its last pane: an empty road is something else than nobody looking.
 *
 * <p>The camera's watermark is the highest event time among its steps, and of what it looked up to
 * while it tracked nothing. A step more than {@code grace} behind it is late and changes nothing.
 * What is told depends on the steps and their order only, except for {@link #flush}, which tells
 * sooner what would be told anyway. Mutable; one thread.
 */
public final class CameraTraffic {

  private static final byte FORMAT = 7;

  private final String camera;
  private final TrafficSettings settings;
  private final TreeMap<String, SegmentPanes> segments = new TreeMap<>();
  private TrackVisits tracks = new TrackVisits();
  private Lookout lookout;
  private String site = "";
  private boolean replay;
  private long watermarkUs = Long.MIN_VALUE;

  private CameraTraffic(String camera, TrafficSettings settings) {
    this.camera = camera;
    this.settings = settings;
    this.lookout = new Lookout(settings);
  }

  /** A camera of which nothing has been seen. */
  public static CameraTraffic empty(String camera, TrafficSettings settings) {
    return new CameraTraffic(camera, settings);
  }

  /** What became of a step. */
  public enum Verdict {
    TAKEN,
    LATE,
    REPEATED
  }

  /**
   * What a step led to.
   *
   * @param verdict what became of it
   * @param partials panes to tell of, in order
   */
  public record Result(Verdict verdict, List<Partial> partials) {}

  /** Takes in one step. */
  public Result take(TrackPoint point) {
    if (watermarkUs != Long.MIN_VALUE && point.atUs() < watermarkUs - graceUs()) {
      return new Result(Verdict.LATE, List.of());
    }
    TrackVisit track = tracks.find(point.trackId());
    if (track != null && track.repeats(point)) {
      return new Result(Verdict.REPEATED, List.of());
    }
    site = point.site();
    replay = point.replay();
    List<Partial> told = new ArrayList<>();
    long beforeUs = watermarkUs;
    if (point.atUs() > watermarkUs) {
      look(point.atUs(), point.placed(), told);
    }
    if (point.end() || point.observed()) {
      move(track == null ? tracks.open(point.trackId(), point.atUs()) : track, point);
    }
    tellChanged(told, closedUpTo());
    if (watermarkUs > beforeUs) {
      tellEmpty(told, beforeUs, point.input());
      forget();
    }
    return new Result(Verdict.TAKEN, Partial.watermarkLast(told, beforeUs));
  }

  /** Whether anything waits for a look of the camera. */
  public boolean isAwaited(Look look) {
    return look.atUs() > watermarkUs
        && (!tracks.isEmpty()
            || segments.values().stream().anyMatch(this::isFollowed)
            || (!segments.isEmpty() && lookout.isDue(watermarkUs, look)));
  }

  /**
   * Takes in that the camera looked and tracked nothing: what it saw before is told, and windows
   * close, although nobody comes after those who left.
   *
   * @param look what {@link #isAwaited}
   */
  public List<Partial> watch(Look look) {
    site = look.site();
    replay = look.replay();
    List<Partial> told = new ArrayList<>();
    long beforeUs = watermarkUs;
    look(look.atUs(), look.placed(), told);
    tellEmpty(told, beforeUs, look.input());
    forget();
    return Partial.watermarkLast(told, beforeUs);
  }

  private void look(long atUs, boolean placed, List<Partial> told) {
    if (!segments.isEmpty() && atUs - watermarkUs > graceUs()) {
      // After a gap nobody may wait any more for the windows that it was in when it began.
      tellChanged(told, Long.MAX_VALUE);
    }
    lookout.look(watermarkUs, atUs, placed);
    watermarkUs = atUs;
    tellClosed(told);
  }

  /**
   * Tells of panes that are still open, for when the camera has gone silent: nothing comes of
   * calling it twice.
   */
  public List<Partial> flush() {
    List<Partial> told = new ArrayList<>();
    tellChanged(told, Long.MAX_VALUE);
    int open = tracks.open();
    segments.forEach(
        (id, segment) -> {
          if (segment.toldOpenTracks != open && isFollowed(segment)) {
            told.add(progress(id, segment));
          }
        });
    return told;
  }

  private void move(TrackVisit track, TrackPoint point) {
    long atUs = Math.max(point.atUs(), track.lastSeenUs);
    boolean stays = track.segment.equals(point.segment());
    if (stays) {
      track.heads(point.direction());
    }
    if (!track.segment.isEmpty() && point.vehicle()) {
      regroup(track, point);
      addPresence(track, atUs, point);
    }
    if (!stays) {
      leave(track, atUs, point);
      track.enter(point.segment());
      track.heads(point.direction());
    }
    if (!track.segment.isEmpty()) {
      segment(track.segment).limitMps = point.limitMps();
      point.speedMps().ifPresent(track.speed::add);
      stand(track, atUs, point);
    }
    cross(track, atUs, point);
    track.lastSeenUs = atUs;
    if (point.end()) {
      leave(track, atUs, point);
      track.end();
    }
  }

  /** Counts the vehicles that stand on the segment of one that does. */
  private void stand(TrackVisit track, long atUs, TrackPoint point) {
    track.stands = point.vehicle() && point.stoppedSeconds() > 0 && !point.end();
    if (track.stands) {
      int most = tracks.standingOn(track.segment);
      paneAt(track.segment, atUs)
          .add(
              PaneSums.ofStanding(new StandingVehicles(most, point.stoppedSeconds())),
              watermarkUs,
              point.input());
    }
  }

  /** Counts the lines it crosses; an end repeats those of its last step. */
  private void cross(TrackVisit track, long atUs, TrackPoint point) {
    if (!point.crossings().isEmpty() && !point.end() && !track.lastSegment.isEmpty()) {
      paneAt(track.lastSegment, atUs)
          .add(PaneSums.ofCrossings(LineCounts.of(point.crossings())), watermarkUs, point.input());
    }
  }

  private void leave(TrackVisit track, long atUs, TrackPoint point) {
    if (track.segment.isEmpty() || !point.vehicle() || !track.counted.add(track.segment)) {
      return;
    }
    paneAt(track.segment, atUs)
        .add(
            track.group(point.label()),
            VehicleSums.of(track.speed.median()),
            watermarkUs,
            point.input());
  }

  /** Lets the time that it spent here of late go along when its group is another than thought. */
  private void regroup(TrackVisit track, TrackPoint point) {
    VehicleGroup now = track.group(point.label());
    track.recent.regroup(
        now,
        changeableFrom(),
        (startUs, before, time) ->
            paneAt(track.segment, startUs).move(time, before, now, watermarkUs, point.input()));
  }

  /** Adds the time from one step to the next, cut at the panes and at what is still open. */
  private void addPresence(TrackVisit track, long toUs, TrackPoint point) {
    long from = Math.max(track.lastSeenUs, changeableFrom());
    while (from < toUs) {
      long startUs = paneStart(from);
      long to = Math.min(toUs, startUs + settings.paneUs());
      Presence time = Presence.of(to - from, point.speedMps());
      SegmentPanes.Pane pane = paneAt(track.segment, from);
      pane.occupied.add(from, to);
      pane.add(track.group(point.label()), VehicleSums.of(time), watermarkUs, point.input());
      track.recent.add(startUs, time);
      from = to;
    }
  }

  /** Start of the first pane that can still change. */
  private long changeableFrom() {
    return paneStart(watermarkUs - graceUs());
  }

  private SegmentPanes.Pane paneAt(String segment, long atUs) {
    return segment(segment).pane(paneStart(atUs));
  }

  private SegmentPanes segment(String id) {
    return segments.computeIfAbsent(id, fresh -> new SegmentPanes(closedUpTo()));
  }

  /** Tells of the panes that the watermark has passed, or else how far it has come. */
  private void tellClosed(List<Partial> told) {
    long upTo = closedUpTo();
    tellChanged(told, upTo);
    segments.forEach(
        (id, segment) -> {
          if (segment.toldUpToUs < upTo && isFollowed(segment)) {
            told.add(progress(id, segment));
          }
        });
  }

  private void tellChanged(List<Partial> told, long upToUs) {
    segments.forEach(
        (id, segment) -> {
          for (Map.Entry<Long, SegmentPanes.Pane> entry : segment.panes().entrySet()) {
            SegmentPanes.Pane pane = entry.getValue();
            if (pane.revision > pane.toldRevision && entry.getKey() + settings.paneUs() <= upToUs) {
              told.add(partial(id, segment, entry.getKey(), pane));
              pane.toldRevision = pane.revision;
            }
          }
        });
  }

  /** Tells of the segments on which nobody was in the whole of a window that is settled now. */
  private void tellEmpty(List<Partial> told, long beforeUs, InputRun input) {
    long fromUs = Math.max(beforeUs, lookout.sinceUs());
    for (WindowKey window : settings.settledBetween(fromUs, watermarkUs)) {
      long startUs = window.endUs() - settings.paneUs();
      segments.forEach(
          (id, segment) -> {
            if (isRemembered(segment)) {
              segment
                  .emptyPane(window, lookout.sinceUs(), settings.paneUs(), input)
                  .ifPresent(pane -> told.add(partial(id, segment, startUs, pane)));
            }
          });
    }
  }

  private Partial progress(String id, SegmentPanes segment) {
    return partial(id, segment, closedUpTo() - settings.paneUs(), new SegmentPanes.Pane());
  }

  private Partial partial(String id, SegmentPanes segment, long startUs, SegmentPanes.Pane pane) {
    segment.toldUpToUs = Math.max(segment.toldUpToUs, closedUpTo());
    segment.toldOpenTracks = tracks.open();
    return new Partial(
        id,
        camera,
        site,
        startUs,
        settings.paneUs(),
        pane.revision,
        watermarkUs,
        pane.revision == 0 ? watermarkUs : pane.changedAtUs,
        pane.emptySinceUs,
        startUs + settings.paneUs() <= watermarkUs,
        segment.toldOpenTracks,
        pane.sums(),
        segment.limitMps,
        replay,
        pane.input);
  }

  private void forget() {
    long graceFloor = watermarkUs - graceUs();
    tracks.forget(graceFloor, watermarkUs - Micros.of(settings.retention()));
    segments.values().forEach(segment -> segment.forgetUpTo(graceFloor, settings.paneUs()));
    segments
        .values()
        .removeIf(
            segment -> segment.panes().isEmpty() && !isFollowed(segment) && !isRemembered(segment));
  }

  /** Whether it is told that nobody is on a segment. */
  private boolean isRemembered(SegmentPanes segment) {
    return segment.lastActiveUs != Long.MIN_VALUE
        && watermarkUs < segment.lastActiveUs + Micros.of(settings.emptyFor());
  }

  /** Whether windows may wait for this camera on a segment: until they can change no more. */
  private boolean isFollowed(SegmentPanes segment) {
    return segment.lastActiveUs != Long.MIN_VALUE
        && segment.toldUpToUs < SegmentWindows.followedUpTo(segment.lastActiveUs, settings);
  }

  private long closedUpTo() {
    return paneStart(watermarkUs - Micros.of(settings.settle()));
  }

  private long paneStart(long atUs) {
    return Math.floorDiv(atUs, settings.paneUs()) * settings.paneUs();
  }

  private long graceUs() {
    return Micros.of(settings.grace());
  }

  /** The state in a binary form of its own; its first byte tells the format. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeUTF(site);
      out.writeBoolean(replay);
      out.writeLong(watermarkUs);
      lookout.write(out);
      tracks.write(out);
      out.writeInt(segments.size());
      for (Map.Entry<String, SegmentPanes> segment : segments.entrySet()) {
        out.writeUTF(segment.getKey());
        segment.getValue().write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("traffic of camera " + camera + " can't be encoded", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The state that {@link #toBytes} was made from.
   *
   * @throws IllegalArgumentException when the bytes are of another format
   */
  public static CameraTraffic fromBytes(String camera, TrafficSettings settings, byte[] bytes) {
    CameraTraffic traffic = new CameraTraffic(camera, settings);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      StateFormat.require(FORMAT, in.readByte(), "traffic of camera " + camera);
      traffic.site = in.readUTF();
      traffic.replay = in.readBoolean();
      traffic.watermarkUs = in.readLong();
      traffic.lookout = Lookout.read(in, settings);
      traffic.tracks = TrackVisits.read(in);
      for (int left = in.readInt(); left > 0; left--) {
        traffic.segments.put(in.readUTF(), SegmentPanes.read(in));
      }
      return traffic;
    } catch (IOException e) {
      throw new IllegalArgumentException("traffic of camera " + camera + ": cut short", e);
    }
  }
}
