package dev.gantry.domain.tracking;

import dev.gantry.domain.camera.CameraDefinition.Segment;
import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.camera.CameraGeometry.Road;
import dev.gantry.domain.camera.Direction;
import dev.gantry.domain.geometry.Homography;
import dev.gantry.domain.geometry.Point;
import dev.gantry.domain.geometry.Speeds;
import dev.gantry.domain.tracking.TrackStep.GroundMotion;
import dev.gantry.domain.tracking.TrackStep.Speed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the geometry of the camera says about a track at its latest frame. */
final class MotionState {

  /** Fewest samples and shortest time that a speed rests on. */
  private static final int MIN_SAMPLES = 4;

  private static final double MIN_SECONDS = 0.3;

  /** A speed is not known while its standard error is above both. */
  private static final double MAX_SIGMA_MPS = 1.5;

  private static final double MAX_RELATIVE_SIGMA = 0.25;

  /** Slower than this, or than three standard errors, an object has no direction of travel. */
  private static final double MIN_DIRECTED_MPS = 1;

  /** Angle to the lawful heading from which travel is against it: 90 degrees and a margin. */
  private static final double WRONG_WAY_DEG = 120;

  /** Updates in a row, and their number to turn back, before the verdict changes. */
  private static final int WRONG_WAY_UPDATES = 4;

  /** Heading change between the halves of a trace from which it is a curve, degrees. */
  private static final double CURVE_DEG = 20;

  private boolean calibrated;
  private double x;
  private double y;

  /** Size of its box at its place on the ground, metres. */
  private double objectMetres;

  private boolean speedKnown;
  private double mps;
  private double sigma;
  private double headingDeg;
  private @Nullable String segment;
  private double limitMps;

  /** Whether its segment has a lawful heading. */
  private boolean lawful;

  /** Verdict of its sightings so far: it moves against the heading of its segment. */
  private boolean against;

  private int contrary;

  /** Which way it went on its segment when it last moved there. */
  private Direction direction = Direction.UNKNOWN;

  private List<String> zones = List.of();

  /**
   * Takes in a frame. A place above the horizon, as when a far object is predicted, keeps the
   * ground of the frame before. The direction is judged where the track is seen: a track that is
   * predicted to go straight on where the road turns is not going the wrong way.
   *
   * @param track as it is in that frame
   * @param atUs event time of the frame
   * @param windowSeconds time the live speed looks back
   */
  void update(Optional<CameraGeometry> geometry, Track track, long atUs, double windowSeconds) {
    Optional<Homography> homography = place(geometry, track.foot(), track.filter().size());
    if (homography.isEmpty()) {
      return;
    }
    Samples recent = track.trajectory().recent();
    double since = recent.secondsAt(atUs) - windowSeconds;
    GroundTrace trace = GroundTrace.of(recent, since, homography.get(), objectMetres);
    setSpeed(GroundVelocity.fit(trace, 0, trace.size(), MIN_SAMPLES, MIN_SECONDS));
    Optional<Road> found = geometry.get().findRoad(new Point(x, y));
    setRoad(found);
    if (track.observed()) {
      judgeDirection(found.map(Road::definition).flatMap(Segment::headingDeg));
    }
  }

  /**
   * Replaces the live speed by that of the whole life, and the place by where it was last seen; the
   * heading stays the latest.
   */
  void finish(Optional<CameraGeometry> geometry, Track track) {
    double seenSize = Math.sqrt(track.seenBox().area());
    Optional<Homography> homography = place(geometry, track.seenFoot(), seenSize);
    if (homography.isEmpty()) {
      return;
    }
    setRoad(geometry.get().findRoad(new Point(x, y)));
    Samples whole = track.trajectory().whole();
    GroundTrace trace =
        GroundTrace.of(whole, Double.NEGATIVE_INFINITY, homography.get(), objectMetres);
    Optional<Speed> overall = pathSpeed(trace, 0, trace.size()).filter(MotionState::usable);
    if (overall.isPresent()) {
      speedKnown = true;
      mps = overall.get().mps();
      sigma = overall.get().sigmaMps();
    }
  }

  /**
   * Says where it stands: in which zones, and where on the ground.
   *
   * @param foot pixels
   * @param boxSize root of the area of its box, pixels
   * @return the mapping to the ground; empty when there is none, or none there
   */
  private Optional<Homography> place(
      Optional<CameraGeometry> geometry, Point foot, double boxSize) {
    zones = geometry.map(g -> g.zonesAt(foot)).orElse(List.of());
    Optional<Homography> homography = geometry.flatMap(CameraGeometry::homography);
    if (homography.isEmpty()) {
      forgetGround();
      return Optional.empty();
    }
    Optional<Point> ground = homography.get().toGround(foot);
    if (ground.isEmpty()) {
      return Optional.empty();
    }
    calibrated = true;
    x = ground.get().x();
    y = ground.get().y();
    objectMetres = boxSize * homography.get().jacobianAt(foot).orElseThrow().metresPerPixel();
    return homography;
  }

  /** Speed along the path: straight parts as one, a curve as the mean of its halves. */
  private static Optional<Speed> pathSpeed(GroundTrace trace, int from, int to) {
    Optional<GroundVelocity> straight =
        GroundVelocity.fit(trace, from, to, MIN_SAMPLES, MIN_SECONDS);
    int middle = (from + to) / 2;
    Optional<GroundVelocity> first =
        GroundVelocity.fit(trace, from, middle, MIN_SAMPLES, MIN_SECONDS);
    Optional<GroundVelocity> second =
        GroundVelocity.fit(trace, middle, to, MIN_SAMPLES, MIN_SECONDS);
    if (first.isEmpty() || second.isEmpty() || !curves(first.get(), second.get())) {
      return straight.map(v -> new Speed(v.speed(), v.sigma()));
    }
    Speed before = pathSpeed(trace, from, middle).orElseThrow();
    Speed after = pathSpeed(trace, middle, to).orElseThrow();
    double share =
        (trace.seconds(middle - 1) - trace.seconds(from))
            / (trace.seconds(to - 1)
                - trace.seconds(middle)
                + trace.seconds(middle - 1)
                - trace.seconds(from));
    double a = share * before.sigmaMps();
    double b = (1 - share) * after.sigmaMps();
    return Optional.of(
        new Speed(share * before.mps() + (1 - share) * after.mps(), Math.sqrt(a * a + b * b)));
  }

  private static boolean curves(GroundVelocity a, GroundVelocity b) {
    return directed(a.speed(), a.sigma())
        && directed(b.speed(), b.sigma())
        && angleBetween(a.headingDeg(), b.headingDeg()) > CURVE_DEG;
  }

  private void setSpeed(Optional<GroundVelocity> velocity) {
    Optional<Speed> speed =
        velocity.map(v -> new Speed(v.speed(), v.sigma())).filter(MotionState::usable);
    speedKnown = speed.isPresent();
    mps = speed.map(Speed::mps).orElse(0.0);
    sigma = speed.map(Speed::sigmaMps).orElse(0.0);
    if (speedKnown && directed(mps, sigma)) {
      headingDeg = velocity.get().headingDeg();
    }
  }

  private void setRoad(Optional<Road> road) {
    Optional<Segment> found = road.map(Road::definition);
    String before = segment;
    segment = found.map(Segment::id).orElse(null);
    limitMps = found.flatMap(Segment::limitKmh).map(Speeds::toMps).orElse(0.0);
    lawful = found.flatMap(Segment::headingDeg).isPresent();
    if (speedKnown && directed(mps, sigma)) {
      direction = road.map(known -> known.directionOf(headingDeg)).orElse(Direction.UNKNOWN);
    } else if (!Objects.equals(before, segment)) {
      direction = Direction.UNKNOWN;
    }
  }

  private void judgeDirection(Optional<Double> lawfulDeg) {
    if (lawfulDeg.isEmpty()) {
      against = false;
      return;
    }
    if (speedKnown && directed(mps, sigma)) {
      int step = angleBetween(headingDeg, lawfulDeg.get()) > WRONG_WAY_DEG ? 1 : -1;
      contrary = Math.max(0, Math.min(WRONG_WAY_UPDATES, contrary + step));
    }
    against = against ? contrary > 0 : contrary == WRONG_WAY_UPDATES;
  }

  private void forgetGround() {
    calibrated = false;
    x = 0;
    y = 0;
    objectMetres = 0;
    speedKnown = false;
    mps = 0;
    sigma = 0;
    headingDeg = 0;
    segment = null;
    limitMps = 0;
    lawful = false;
    against = false;
    contrary = 0;
    direction = Direction.UNKNOWN;
  }

  private static boolean usable(Speed speed) {
    return speed.sigmaMps() <= Math.max(MAX_SIGMA_MPS, MAX_RELATIVE_SIGMA * speed.mps());
  }

  private static boolean directed(double mps, double sigma) {
    return mps >= MIN_DIRECTED_MPS && mps >= 3 * sigma;
  }

  private static double angleBetween(double aDeg, double bDeg) {
    double apart = Math.abs(aDeg - bDeg) % 360;
    return apart > 180 ? 360 - apart : apart;
  }

  Optional<GroundMotion> ground() {
    if (!calibrated) {
      return Optional.empty();
    }
    Optional<Speed> speed = speedKnown ? Optional.of(new Speed(mps, sigma)) : Optional.empty();
    return Optional.of(new GroundMotion(new Point(x, y), speed, speedKnown ? headingDeg : 0));
  }

  Optional<String> segment() {
    return Optional.ofNullable(segment);
  }

  Optional<Double> limitMps() {
    return limitMps > 0 ? Optional.of(limitMps) : Optional.empty();
  }

  Direction direction() {
    return direction;
  }

  boolean wrongWay() {
    return against && lawful;
  }

  List<String> zones() {
    return zones;
  }

  void write(StateWriter to) {
    to.put(calibrated)
        .put(x)
        .put(y)
        .put(objectMetres)
        .put(speedKnown)
        .put(mps)
        .put(sigma)
        .put(headingDeg);
    to.put(segment == null ? "" : segment)
        .put(limitMps)
        .put(lawful)
        .put(against)
        .put((byte) contrary)
        .put(direction.word());
    to.put((short) zones.size());
    zones.forEach(to::put);
  }

  static MotionState read(ByteBuffer from) {
    MotionState motion = new MotionState();
    motion.calibrated = from.get() != 0;
    motion.x = from.getDouble();
    motion.y = from.getDouble();
    motion.objectMetres = from.getDouble();
    motion.speedKnown = from.get() != 0;
    motion.mps = from.getDouble();
    motion.sigma = from.getDouble();
    motion.headingDeg = from.getDouble();
    String segment = StateWriter.readString(from);
    motion.segment = segment.isEmpty() ? null : segment;
    motion.limitMps = from.getDouble();
    motion.lawful = from.get() != 0;
    motion.against = from.get() != 0;
    motion.contrary = from.get();
    motion.direction = Direction.of(StateWriter.readString(from));
    int zones = Short.toUnsignedInt(from.getShort());
    List<String> ids = new ArrayList<>(zones);
    for (int i = 0; i < zones; i++) {
      ids.add(StateWriter.readString(from));
    }
    motion.zones = List.copyOf(ids);
    return motion;
  }
}
