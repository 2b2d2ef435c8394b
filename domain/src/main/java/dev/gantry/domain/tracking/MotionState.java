package dev.gantry.domain.tracking;

import dev.gantry.domain.camera.CameraDefinition.Segment;
import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.camera.CameraGeometry.Road;
import dev.gantry.domain.camera.Direction;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.GroundFooting;
import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Point;
import dev.gantry.domain.geometry.Speeds;
import dev.gantry.domain.tracking.TrackStep.GroundMotion;
import dev.gantry.domain.tracking.TrackStep.Speed;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What the geometry of the camera says about a track at its latest frame. */
final class MotionState {

  /** Fewest samples and shortest time that a live speed rests on. */
  private static final int MIN_SAMPLES = 4;

  private static final double MIN_SECONDS = 0.3;

  /** Angle to the lawful heading from which travel is against it: 90 degrees and a margin. */
  private static final double WRONG_WAY_DEG = 120;

  /** Updates in a row, and their number to turn back, before the verdict changes. */
  private static final int WRONG_WAY_UPDATES = 4;

  /**
   * How high above the ground boxes end, metres: tyres stand on it, bodies hang up to 30 cm above
   * it and hide the tyres of whoever is seen from ahead or behind.
   */
  private static final double CLEARANCE = 0.15;

  /** Who is slower, m/s, may go anywhere: on foot, or out of a driveway. */
  private static final double STEADY = 3;

  /** What stands and is slower than that, m/s, or than two standard errors, only trembles. */
  private static final double TREMBLING = 0.3;

  private boolean calibrated;
  private double x;
  private double y;

  /** Size of its box at its place on the ground, metres. */
  private double objectMetres;

  /** Metres that a pixel across the view is at its place; of the latest frame. */
  private double metresPerPixel;

  private Stature stature = new Stature();

  private boolean speedKnown;
  private double mps;
  private double sigma;
  private double headingDeg;

  /** Whether it goes somewhere, fast and surely enough. */
  private boolean directed;

  private @Nullable String segment;
  private double limitMps;

  /** Whether its segment has a lawful heading. */
  private boolean lawful;

  /** Verdict of its sightings so far: it moves against the heading of its segment. */
  private boolean against;

  private int contrary;

  /** Whether that was told: once the camera was seen to look where it should. */
  private boolean wrongWay;

  /** Angle to the axis of its segment in this frame, -90 to 90 degrees; NaN when not measured. */
  private double aslantDeg = Double.NaN;

  private ToldSpeeds told = new ToldSpeeds();

  /** Which way it went on its segment when it last moved there. */
  private Direction direction = Direction.UNKNOWN;

  /**
   * Where a track is in a frame.
   *
   * @param metres on the ground
   * @param road the segment that holds it; absent when none does
   */
  record Spot(Point metres, Optional<Road> road) {}

  /**
   * Takes in a frame. A place above the horizon, as when a far object is predicted, keeps the
   * ground of the frame before. The direction is judged where the track is seen: a track that is
   * predicted to go straight on where the road turns is not going the wrong way.
   *
   * @param track as it is in that frame
   * @param atUs event time of the frame
   * @param windowSeconds time the live speed looks back
   * @return where it is; empty without a calibration, and above the horizon
   */
  Optional<Spot> update(
      Optional<CameraGeometry> geometry, Track track, long atUs, double windowSeconds) {
    aslantDeg = Double.NaN;
    Optional<GroundMap> map = place(geometry, track.foot(), track.filter().size());
    if (map.isEmpty()) {
      return Optional.empty();
    }
    double now = track.trajectory().recent().secondsAt(atUs);
    if (track.observed() && track.trajectory().isEntering()) {
      Box box = track.seenBox();
      GroundSize kind = GroundSize.of(track.label(), box.width() * metresPerPixel, 0);
      track.trajectory().measure(map.get(), box, kind);
    }
    GroundTrace trace = GroundTrace.ofLife(track.trajectory(), map.get(), objectMetres, CLEARANCE);
    int from = trace.from(now - windowSeconds);
    Optional<GroundVelocity> lately =
        GroundVelocity.fit(trace, from, trace.size(), MIN_SAMPLES, MIN_SECONDS);
    double unseen = trace.secondsSince(now);
    boolean stands = track.standing().stands();
    setSpeed(
        lately,
        lately
            .flatMap(velocity -> velocity.atEnd(trace, from))
            .map(end -> after(end, unseen))
            .map(speed -> stands ? ofStanding(speed) : speed));
    if (track.observed()) {
      Box box = track.seenBox();
      if (!stands || !stature.onFoot()) {
        stature.see(box.width() * metresPerPixel, box.height() * metresPerPixel, mps, sigma);
      }
      if (speedKnown) {
        told.add(geometry.get().version(), mps, sigma);
      }
    }
    Optional<Road> found = geometry.get().findRoad(place());
    setRoad(found);
    if (track.observed()) {
      judgeDirection(found.map(Road::definition).flatMap(Segment::headingDeg));
    }
    return Optional.of(new Spot(place(), found));
  }

  /** A speed some time after it was measured: nobody knows how it has changed since. */
  private static Speed after(Speed end, double seconds) {
    double change = EndVelocity.ACCELERATION * seconds;
    return new Speed(end.mps(), Math.sqrt(end.sigmaMps() * end.sigmaMps() + change * change));
  }

  /** A speed of an object that stands by its places: 0 unless it is surely more. */
  private static Speed ofStanding(Speed speed) {
    double mps = speed.mps();
    double sigma = speed.sigmaMps();
    return mps < Math.max(2 * sigma, TREMBLING)
        ? new Speed(0, Math.sqrt(sigma * sigma + mps * mps))
        : speed;
  }

  /**
   * Replaces the live speed by that of the whole life, and the place by where it was last seen; the
   * heading stays the latest.
   */
  void finish(Optional<CameraGeometry> geometry, Track track) {
    double seenSize = Math.sqrt(track.seenBox().area());
    Optional<GroundMap> map = place(geometry, track.seenFoot(), seenSize);
    if (map.isEmpty()) {
      return;
    }
    setRoad(geometry.get().findRoad(new Point(x, y)));
    Optional<Speed> overall =
        PathSpeed.of(track.trajectory().whole(), map.get(), objectMetres, CLEARANCE)
            .map(line -> told.mean(geometry.get().version(), line));
    if (overall.isPresent()) {
      speedKnown = true;
      mps = overall.get().mps();
      sigma = overall.get().sigmaMps();
    }
  }

  /**
   * Says where on the ground it stands.
   *
   * @param foot pixels
   * @param boxSize root of the area of its box, pixels
   * @return the mapping to the ground; empty when there is none, or none there
   */
  private Optional<GroundMap> place(Optional<CameraGeometry> geometry, Point foot, double boxSize) {
    Optional<GroundMap> map = geometry.flatMap(CameraGeometry::ground);
    if (map.isEmpty()) {
      forgetGround();
      return Optional.empty();
    }
    Optional<GroundFooting> ground = map.get().footing(foot);
    if (ground.isEmpty()) {
      return Optional.empty();
    }
    calibrated = true;
    x = ground.get().place().x();
    y = ground.get().place().y();
    objectMetres = boxSize * ground.get().jacobian().metresPerPixel();
    metresPerPixel = ground.get().jacobian().metresPerPixelAcross();
    return map;
  }

  /**
   * @param lately velocity of the last while, which says where it heads
   * @param now speed at its end
   */
  private void setSpeed(Optional<GroundVelocity> lately, Optional<Speed> now) {
    Optional<Speed> speed = now.filter(PathSpeed::usable);
    speedKnown = speed.isPresent();
    mps = speed.map(Speed::mps).orElse(0.0);
    sigma = speed.map(Speed::sigmaMps).orElse(0.0);
    directed = speedKnown && lately.filter(GroundVelocity::directed).isPresent();
    if (directed) {
      headingDeg = lately.get().headingDeg();
    }
  }

  private void setRoad(Optional<Road> road) {
    Optional<Segment> found = road.map(Road::definition);
    String before = segment;
    segment = found.map(Segment::id).orElse(null);
    limitMps = found.flatMap(Segment::limitKmh).map(Speeds::toMps).orElse(0.0);
    lawful = found.flatMap(Segment::headingDeg).isPresent();
    if (directed) {
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
    if (directed) {
      aslantDeg = Headings.aslant(headingDeg, lawfulDeg.get());
      int step = Headings.apart(headingDeg, lawfulDeg.get()) > WRONG_WAY_DEG ? 1 : -1;
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
    directed = false;
    segment = null;
    limitMps = 0;
    lawful = false;
    against = false;
    contrary = 0;
    wrongWay = false;
    direction = Direction.UNKNOWN;
    told.clear();
    stature = new Stature();
  }

  /** Whether its live speed is more than that, m/s, by two standard errors. */
  boolean isSurelyFaster(double than) {
    return speedKnown && mps - 2 * sigma > than;
  }

  /** Whether it is somebody on foot, by its size and speed. */
  boolean onFoot() {
    return stature.onFoot();
  }

  /** Where it is on the ground, metres; of no meaning without a calibration. */
  Point place() {
    return new Point(x, y);
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

  /** How far it goes aslant to its segment in this frame; empty when that is not surely known. */
  OptionalDouble aslantDeg() {
    return Double.isNaN(aslantDeg) || mps < STEADY
        ? OptionalDouble.empty()
        : OptionalDouble.of(aslantDeg);
  }

  /**
   * Tells the verdict, and holds to it while it stands.
   *
   * @param aimed whether the camera is seen to look where its calibration says
   */
  void tellWrongWay(boolean aimed) {
    wrongWay = against && (wrongWay || aimed);
  }

  boolean wrongWay() {
    return wrongWay && lawful;
  }

  void write(StateWriter to) {
    to.put(calibrated)
        .put(x)
        .put(y)
        .put(objectMetres)
        .put(speedKnown)
        .put(mps)
        .put(sigma)
        .put(headingDeg)
        .put(directed);
    to.put(segment == null ? "" : segment)
        .put(limitMps)
        .put(lawful)
        .put(against)
        .put((byte) contrary)
        .put(wrongWay)
        .put(direction.word());
    told.write(to);
    stature.write(to);
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
    motion.directed = from.get() != 0;
    String segment = StateWriter.readString(from);
    motion.segment = segment.isEmpty() ? null : segment;
    motion.limitMps = from.getDouble();
    motion.lawful = from.get() != 0;
    motion.against = from.get() != 0;
    motion.contrary = from.get();
    motion.wrongWay = from.get() != 0;
    motion.direction = Direction.of(StateWriter.readString(from));
    motion.told = ToldSpeeds.read(from);
    motion.stature = Stature.read(from);
    return motion;
  }
}
