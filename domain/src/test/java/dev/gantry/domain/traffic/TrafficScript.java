package dev.gantry.domain.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Builds steps and partials by event time in seconds, so that tests read like a timetable. */
final class TrafficScript {

  static final TrafficSettings SETTINGS = TrafficSettings.DEFAULT;

  private TrafficScript() {}

  static long us(double seconds) {
    return Math.round(seconds * 1_000_000);
  }

  static TrackPoint on(String track, double at, String segment, double mps) {
    return point(track, at, false, segment, OptionalDouble.of(mps));
  }

  static TrackPoint off(String track, double at) {
    return point(track, at, false, "", OptionalDouble.empty());
  }

  static TrackPoint end(String track, double at, String segment) {
    return point(track, at, true, segment, OptionalDouble.empty());
  }

  private static TrackPoint point(
      String track, double at, boolean end, String segment, OptionalDouble speed) {
    return new TrackPoint(
        track,
        us(at),
        end,
        true,
        true,
        segment,
        speed,
        segment.isEmpty() ? 0 : 13.9,
        "harbour",
        true,
        InputRun.of(0, us(at)));
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
