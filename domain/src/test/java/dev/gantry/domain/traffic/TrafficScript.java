package dev.gantry.domain.traffic;

import dev.gantry.domain.camera.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** Builds steps and partials by event time in seconds, so that tests read like a timetable. */
final class TrafficScript {

  static final TrafficSettings SETTINGS = TrafficSettings.DEFAULT;

  /** The cameras on a segment that no definition has. */
  static final Set<String> UNDEFINED = Set.of();

  /** The cameras on a segment that two see. */
  static final Set<String> BOTH = Set.of("bridge", "quay");

  private TrafficScript() {}

  static long us(double seconds) {
    return Math.round(seconds * 1_000_000);
  }

  /** The default settings with other windows. */
  static TrafficSettings settings(WindowSpan windows) {
    return new TrafficSettings(
        SETTINGS.pane(),
        List.of(windows),
        SETTINGS.settle(),
        SETTINGS.finalDelay(),
        SETTINGS.grace(),
        SETTINGS.retention(),
        SETTINGS.lag(),
        SETTINGS.idle(),
        SETTINGS.emptyFor());
  }

  static TrackPoint on(String track, double at, String segment, double mps) {
    return on(track, at, segment, mps, "car", Direction.ALONG);
  }

  static TrackPoint on(
      String track, double at, String segment, double mps, String label, Direction direction) {
    return point(track, at, false, segment, OptionalDouble.of(mps), label, direction);
  }

  static TrackPoint off(String track, double at) {
    return point(track, at, false, "", OptionalDouble.empty(), "car", Direction.UNKNOWN);
  }

  static TrackPoint end(String track, double at, String segment) {
    return end(track, at, segment, "car");
  }

  static TrackPoint end(String track, double at, String segment, String label) {
    return point(track, at, true, segment, OptionalDouble.empty(), label, Direction.UNKNOWN);
  }

  /** A step of a vehicle that has stood on a segment for a while. */
  static TrackPoint standing(String track, double at, String segment, double stoppedSeconds) {
    TrackPoint moving = on(track, at, segment, 0);
    return new TrackPoint(
        moving.trackId(),
        moving.atUs(),
        false,
        true,
        true,
        true,
        moving.label(),
        segment,
        moving.direction(),
        moving.speedMps(),
        stoppedSeconds,
        List.of(),
        moving.limitMps(),
        moving.site(),
        true,
        moving.input());
  }

  /** A step that crosses lines, each as {@code line:side}. */
  static TrackPoint crossing(TrackPoint step, String... crossings) {
    return new TrackPoint(
        step.trackId(),
        step.atUs(),
        step.end(),
        step.observed(),
        step.placed(),
        step.vehicle(),
        step.label(),
        step.segment(),
        step.direction(),
        step.speedMps(),
        step.stoppedSeconds(),
        Stream.of(crossings).map(each -> LineCrossing.of(each, step.label())).toList(),
        step.limitMps(),
        step.site(),
        step.replay(),
        step.input());
  }

  private static TrackPoint point(
      String track,
      double at,
      boolean end,
      String segment,
      OptionalDouble speed,
      String label,
      Direction direction) {
    return new TrackPoint(
        track,
        us(at),
        end,
        true,
        true,
        true,
        label,
        segment,
        direction,
        speed,
        0,
        List.of(),
        segment.isEmpty() ? 0 : 13.9,
        "harbour",
        true,
        InputRun.of(0, us(at)));
  }

  /** A second in which nothing is tracked. */
  static Look look(double at) {
    return new Look(us(at), true, "harbour", true, InputRun.of(0, us(at)));
  }

  /** Takes in steps and answers everything told. */
  static List<Partial> play(CameraTraffic camera, TrackPoint... points) {
    return play(camera, List.of(points));
  }

  /** Takes in steps and answers everything told. */
  static List<Partial> play(CameraTraffic camera, List<TrackPoint> points) {
    List<Partial> told = new ArrayList<>();
    for (TrackPoint point : points) {
      told.addAll(camera.take(point).partials());
    }
    return told;
  }

  /** One vehicle that is on a segment from one time to another, seen ten times a second. */
  static List<TrackPoint> drive(String track, double from, double to, String segment, double mps) {
    List<TrackPoint> points = new ArrayList<>();
    for (long i = 0; from + i * 0.1 < to - 1e-9; i++) {
      points.add(on(track, from + i * 0.1, segment, mps));
    }
    points.add(off(track, to));
    return points;
  }
}
