package dev.gantry.domain.tracking;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.camera.CameraGeometry.Road;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Point;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** How far the road before those that stand is seen to be free. */
final class Lookahead {

  /** No further, metres. */
  private static final double FARTHEST = 60;

  /** Steps in which the end of the image is looked for, metres. */
  private static final double STEP = 2;

  /** Who is further to the side is in another lane and not on the way into it, metres. */
  private static final double ASIDE = 2.5;

  /** Who hides more of the road before it than this hides a car with its distance, metres. */
  private static final double HIDES = 16;

  /** Nearer feet are of the same object, metres. */
  private static final double SAME = 1.5;

  /** Who is surely faster passes by, and holds nobody up, m/s. */
  private static final double PASSING = 3;

  private Lookahead() {}

  /** Tells each track that stands on a segment how far its road is free. */
  static void apply(TrackerState state, Optional<CameraGeometry> geometry, FrameTime frame) {
    Optional<GroundMap> ground = geometry.flatMap(CameraGeometry::ground);
    for (Track track : state.tracks()) {
      if (!track.confirmed() || !track.observed()) {
        continue;
      }
      Optional<Road> road =
          track.passage().standing().stands() && ground.isPresent()
              ? geometry.get().findRoad(track.motion().place())
              : Optional.empty();
      if (road.isEmpty()) {
        track.passage().lookAhead(OptionalDouble.empty(), 0);
      } else {
        double deg = road.get().headingDeg(track.motion().direction());
        look(state, track, ground.get(), StrictMath.toRadians(deg), frame);
      }
    }
  }

  private static void look(
      TrackerState state, Track track, GroundMap ground, double heading, FrameTime frame) {
    double ux = StrictMath.sin(heading);
    double uy = StrictMath.cos(heading);
    Point here = track.motion().place();
    if (hidden(track, ux, uy, ground) > HIDES) {
      track.passage().lookAhead(OptionalDouble.empty(), 0);
      return;
    }
    OptionalDouble nearest =
        others(state, track, ground)
            .mapToDouble(other -> ahead(here, other, ux, uy))
            .filter(along -> along <= FARTHEST)
            .min();
    track.passage().lookAhead(nearest, inImage(here, ux, uy, ground, frame));
  }

  /** Where others are, those included that were lost where they stood: they may be hidden there. */
  private static Stream<Point> others(TrackerState state, Track track, GroundMap ground) {
    Stream<Point> seen =
        state.tracks().stream()
            .filter(other -> other != track && mayHoldUp(other))
            .filter(other -> other.motion().ground().isPresent())
            .map(other -> other.motion().place());
    Stream<Point> lost =
        state.stands().feet(state.atUs()).stream().flatMap(foot -> ground.toGround(foot).stream());
    return Stream.concat(seen, lost);
  }

  /** Not who drives by, nor who was last seen to drive and is only thought to be there. */
  private static boolean mayHoldUp(Track other) {
    boolean known = other.observed() || other.passage().standing().stands();
    return other.confirmed() && known && !other.motion().isSurelyFaster(PASSING);
  }

  /** How far ahead of a place another one is in the same lane, metres; infinite when it is not. */
  private static double ahead(Point here, Point other, double ux, double uy) {
    double dx = other.x() - here.x();
    double dy = other.y() - here.y();
    double along = dx * ux + dy * uy;
    double aside = dx * uy - dy * ux;
    return along > SAME && Math.abs(aside) < ASIDE ? along : Double.POSITIVE_INFINITY;
  }

  /** Length of the road behind it, as the camera sees it, that it hides, metres. */
  private static double hidden(Track track, double ux, double uy, GroundMap ground) {
    Box box = track.box();
    return ground
        .toGround(new Point(box.centre().x(), box.y()))
        .map(
            over ->
                (over.x() - track.motion().place().x()) * ux
                    + (over.y() - track.motion().place().y()) * uy)
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static double inImage(
      Point from, double ux, double uy, GroundMap ground, FrameTime frame) {
    double way = 0;
    while (way < FARTHEST && isSeen(from, way + STEP, ux, uy, ground, frame)) {
      way += STEP;
    }
    return way;
  }

  private static boolean isSeen(
      Point from, double way, double ux, double uy, GroundMap ground, FrameTime frame) {
    return ground
        .toImage(new Point(from.x() + way * ux, from.y() + way * uy))
        .filter(
            pixel ->
                !frame.sized()
                    || (pixel.x() >= 0
                        && pixel.x() < frame.width()
                        && pixel.y() >= 0
                        && pixel.y() < frame.height()))
        .isPresent();
  }
}
