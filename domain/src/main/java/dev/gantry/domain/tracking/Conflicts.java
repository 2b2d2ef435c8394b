package dev.gantry.domain.tracking;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.camera.CameraGeometry.Road;
import dev.gantry.domain.geometry.GroundFooting;
import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Jacobian;
import dev.gantry.domain.geometry.Point;
import dev.gantry.domain.tracking.TrackStep.GroundMotion;
import dev.gantry.domain.tracking.TrackStep.Speed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Who is on a collision course with whom, by where they are on the ground and how they move. */
final class Conflicts {

  /** Further ahead nobody knows what drivers will do, seconds. */
  private static final double HORIZON = 5;

  /** Who closes up more slowly is on no course, m/s. */
  private static final double LEAST_CLOSING = 1;

  /** Error of a smoothed place in the image, pixels. */
  private static final double PIXELS = 1;

  /** Share of their widths with which two must meet, since headings have errors too. */
  private static final double CORE = .6;

  /** Who is slower, m/s, or goes more aslant, degrees, is not sure to keep to his segment. */
  private static final double STEADY = 3;

  private static final double ASLANT_DEG = 30;

  private final CameraGeometry geometry;
  private final GroundMap ground;
  private final TrackerState state;

  private Conflicts(CameraGeometry geometry, GroundMap ground, TrackerState state) {
    this.geometry = geometry;
    this.ground = ground;
    this.state = state;
  }

  /** The nearest collision that each track heads for, by the faster of the two. */
  static Map<Track, Conflict> of(TrackerState state, Optional<CameraGeometry> geometry) {
    Optional<GroundMap> ground = geometry.flatMap(CameraGeometry::ground);
    return ground.isEmpty() || state.tracks().size() < 2
        ? Map.of()
        : new Conflicts(geometry.get(), ground.get(), state).find();
  }

  private Map<Track, Conflict> find() {
    List<Mover> movers = new ArrayList<>();
    for (Track track : state.tracks()) {
      if (track.confirmed() && track.observed()) {
        mover(track).ifPresent(movers::add);
      }
    }
    Map<Track, Conflict> found = new HashMap<>();
    for (int i = 0; i < movers.size(); i++) {
      for (int j = i + 1; j < movers.size(); j++) {
        meet(movers.get(i), movers.get(j), found);
      }
    }
    return found;
  }

  /**
   * An object whose speed is known.
   *
   * @param jacobian metres per pixel where it is
   * @param awayX x of the unit vector on the ground that points away from the camera
   * @param awayY y of that vector
   */
  private record Mover(
      Track track,
      Footprint shape,
      GroundSize size,
      Speed speed,
      Jacobian jacobian,
      double awayX,
      double awayY) {

    /** Variance of where its side towards a direction is, square metres. */
    double variance(double nx, double ny) {
      double away = Math.max(0, awayX * nx + awayY * ny);
      double along = shape.ux() * nx + shape.uy() * ny;
      double end = size.lengthError() * away * Math.abs(along);
      return PIXELS * PIXELS * jacobian.varianceAlong(nx, ny) + end * end;
    }
  }

  /** One on a segment; what is beside the carriageway is in nobody's way. */
  private Optional<Mover> mover(Track track) {
    Optional<GroundMotion> motion = track.motion().ground();
    Optional<Speed> speed = motion.flatMap(GroundMotion::speed);
    Optional<Road> road =
        speed.isEmpty() ? Optional.empty() : geometry.findRoad(motion.get().position());
    Optional<GroundFooting> here = road.isEmpty() ? Optional.empty() : ground.footing(foot(track));
    return here.map(
        footing ->
            mover(
                track,
                footing.place(),
                speed.get(),
                headingDeg(track, motion.get().headingDeg(), speed.get(), road.get()),
                footing.jacobian()));
  }

  /** Where it stands, also where the lower edge of the image cuts that off. */
  private Point foot(Track track) {
    return track.trajectory().enteringFoot(track.seenUs(), ground).orElseGet(track::foot);
  }

  /**
   * Which way it looks and goes. A vehicle keeps to its segment when it roughly does: so its
   * heading has no error, and one that stands and trembles, or was never seen to move, has one.
   */
  private static double headingDeg(Track track, double measuredDeg, Speed speed, Road road) {
    double aslant = Headings.aslant(measuredDeg, road.axisDeg());
    boolean keeps = speed.mps() < STEADY || Math.abs(aslant) < ASLANT_DEG;
    return keeps && !track.label().equals(Stature.ON_FOOT) ? measuredDeg - aslant : measuredDeg;
  }

  /** The middle of the lower edge of a box shows the side that is turned to the camera. */
  private static Mover mover(
      Track track, Point foot, Speed speed, double headingDeg, Jacobian jacobian) {
    double heading = StrictMath.toRadians(headingDeg);
    double ux = StrictMath.sin(heading);
    double uy = StrictMath.cos(heading);
    double down = Math.sqrt(jacobian.xy() * jacobian.xy() + jacobian.yy() * jacobian.yy());
    double awayX = -jacobian.xy() / down;
    double awayY = -jacobian.yy() / down;
    double sideways = Math.min(1, Math.abs(ux * awayY - uy * awayX));
    double seenWidth = track.box().width() * jacobian.metresPerPixelAcross();
    GroundSize size = GroundSize.of(track.label(), seenWidth, sideways);
    double deep = size.length() * Math.abs(ux * awayX + uy * awayY) + size.width() * sideways;
    Footprint shape =
        new Footprint(
            foot.x() + awayX * deep / 2,
            foot.y() + awayY * deep / 2,
            ux,
            uy,
            size.length(),
            CORE * size.width(),
            speed.mps() * ux,
            speed.mps() * uy);
    return new Mover(track, shape, size, speed, jacobian, awayX, awayY);
  }

  private void meet(Mover a, Mover b, Map<Track, Conflict> found) {
    double x = b.shape.x() - a.shape.x();
    double y = b.shape.y() - a.shape.y();
    double wx = a.shape.vx() - b.shape.vx();
    double wy = a.shape.vy() - b.shape.vy();
    double closing = Math.sqrt(wx * wx + wy * wy);
    double sizes = a.size.length() + b.size.length();
    double way = (x * wx + y * wy) / closing;
    double aside = Math.abs(x * wy - y * wx) / closing;
    if (closing < LEAST_CLOSING || way < 0 || way - sizes > HORIZON * closing || aside > sizes) {
      return;
    }
    OptionalDouble seconds = a.shape.timeToTouch(b.shape);
    if (seconds.isEmpty() || seconds.getAsDouble() > HORIZON) {
      return;
    }
    boolean fasterIsA = a.speed.mps() >= b.speed.mps();
    Mover faster = fasterIsA ? a : b;
    Mover slower = fasterIsA ? b : a;
    double variance =
        a.variance(wx / closing, wy / closing) + b.variance(-wx / closing, -wy / closing);
    Conflict conflict = conflict(slower, seconds.getAsDouble(), closing, variance, faster);
    found.merge(
        faster.track, conflict, (one, other) -> other.seconds() < one.seconds() ? other : one);
  }

  private Conflict conflict(
      Mover slower, double seconds, double closing, double gapVariance, Mover faster) {
    double gap = seconds * closing;
    double gapShare = Math.sqrt(gapVariance) / gap;
    double closingShare = Math.hypot(faster.speed.sigmaMps(), slower.speed.sigmaMps()) / closing;
    double avoidance = closing * closing / (2 * gap);
    return new Conflict(
        slower.track.id(state.cameraId(), state.epoch()),
        seconds,
        seconds * Math.sqrt(gapShare * gapShare + closingShare * closingShare),
        avoidance,
        avoidance * Math.sqrt(gapShare * gapShare + 4 * closingShare * closingShare));
  }
}
