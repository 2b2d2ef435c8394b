package dev.gantry.domain.geometry;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the pixels of a camera lie on the ground, and how well that is known: a lens, a homography,
 * and the covariance of its calibration.
 *
 * <p>The covariance is kept as the homographies that lie one standard error away along each of its
 * independent directions, so that the error of anything measured with the map is found by measuring
 * it with each of them.
 *
 * <p>Immutable. Messages of refusals start with the field of a camera's calibration they are about.
 */
public final class GroundMap {

  /**
   * Standard error of all distances, as a share, where nothing says how good a calibration is: a
   * matrix, or vanishing points with a scale. The known distances of BrnoCompSpeed are met so well
   * by its best calibrations.
   */
  private static final double UNSTATED_ERROR = 0.013;

  /** Lower right corner of an image of which nothing is said: of the largest that are common. */
  private static final Point UNSTATED_CORNER = new Point(3840, 2160);

  private final Optional<Lens> lens;
  private final Homography homography;
  private final List<Homography> deviations;

  private GroundMap(Optional<Lens> lens, Homography homography, List<Homography> deviations) {
    this.lens = lens;
    this.homography = homography;
    this.deviations = List.copyOf(deviations);
  }

  /**
   * From points whose place is known both in the image and on the ground; see {@link
   * Homography#fromPairs}. The residuals say how good it is; the four points of an exact solution
   * are taken to be placed to a pixel.
   *
   * @param pixels four or more, seen pixels
   * @param metres as many, metres
   */
  public static GroundMap fromPairs(Optional<Lens> lens, List<Point> pixels, List<Point> metres) {
    List<Point> ideal = ideal(lens, pixels, "points[%d].pixel");
    PairsCalibration calibration = PairsCalibration.solve(ideal, metres);
    return new GroundMap(lens, calibration.homography(), calibration.deviations())
        .ofPlausibleScale("points", pixels);
  }

  /**
   * From a matrix; see {@link Homography#fromMatrix}.
   *
   * @param rowMajor nine numbers, from ideal pixels to metres
   * @param corner lower right corner of the image, pixels; absent when its size is not stated
   * @throws IllegalArgumentException when it is singular, mirrors the ground or has an implausible
   *     scale
   */
  public static GroundMap fromMatrix(
      Optional<Lens> lens, List<Double> rowMajor, Optional<Point> corner) {
    lens.ifPresent(GroundMap::requirePlausible);
    GroundMap map = ofUnstatedError(lens, Homography.fromMatrix(rowMajor));
    return corner
        .map(stated -> map.ofPlausibleScale("matrix", image(stated)))
        .orElseGet(
            () ->
                map.ofPlausibleScale(
                    "matrix", image(UNSTATED_CORNER), PlausibleCamera.FINEST_METRES_UNSTATED));
  }

  /** From vanishing points, in ideal pixels; see {@link Homography#fromVanishing}. */
  public static GroundMap fromVanishing(
      Optional<Lens> lens, Point vp1, Point vp2, Point principal, double scale) {
    lens.ifPresent(GroundMap::requirePlausible);
    VanishingCalibration calibration = VanishingCalibration.solve(vp1, vp2, principal, scale);
    PlausibleCamera.requireFocal("vanishing.vp2", calibration.focal(), principal);
    Point corner = new Point(2 * principal.x(), 2 * principal.y());
    GroundMap map =
        ofUnstatedError(lens, calibration.homography())
            .ofPlausibleScale("vanishing.scale", image(corner));
    PlausibleCamera.requireHeight("vanishing.scale", calibration.height());
    return map;
  }

  private static GroundMap ofUnstatedError(Optional<Lens> lens, Homography homography) {
    return new GroundMap(lens, homography, List.of(homography.scaled(1 + UNSTATED_ERROR)));
  }

  /**
   * From known distances on the ground, for a camera with square pixels. The origin lies below the
   * camera; y points along the distances stated to lie along the road, away from the camera, or the
   * way it looks when none is.
   *
   * @param distances four or more, their ends in seen pixels
   * @param principal where the optical axis meets the image, as a rule its middle, pixels
   * @throws IllegalArgumentException when they are too few, leave the camera open, contradict each
   *     other or have an implausible scale
   */
  public static GroundMap fromDistances(
      Optional<Lens> lens, List<KnownDistance> distances, Point principal) {
    List<Point> from =
        ideal(lens, distances.stream().map(KnownDistance::from).toList(), "distances[%d].from");
    List<Point> to =
        ideal(lens, distances.stream().map(KnownDistance::to).toList(), "distances[%d].to");
    List<KnownDistance> straight =
        IntStream.range(0, distances.size())
            .mapToObj(i -> distances.get(i).between(from.get(i), to.get(i)))
            .toList();
    DistancesCalibration calibration = DistancesCalibration.solve(straight, principal);
    List<Point> ends =
        distances.stream().flatMap(known -> Stream.of(known.from(), known.to())).toList();
    GroundMap map =
        new GroundMap(lens, calibration.homography(), calibration.deviations())
            .ofPlausibleScale("distances", ends);
    PlausibleCamera.requireFocal("distances", calibration.focal(), principal);
    PlausibleCamera.requireHeight("distances", calibration.height());
    return map;
  }

  /** Corners, middles of the sides and the middle of an image: the finest ground is at a corner. */
  private static List<Point> image(Point corner) {
    return DoubleStream.of(0, .5, 1)
        .boxed()
        .flatMap(
            x -> DoubleStream.of(0, .5, 1).mapToObj(y -> new Point(x * corner.x(), y * corner.y())))
        .toList();
  }

  /**
   * This map, refused when the ground is as fine or as coarse as no camera sees it: millimetres
   * taken for metres, or a scale that slipped.
   *
   * @param field the field to name
   * @param pixels seen pixels, among them where the ground is finest
   */
  private GroundMap ofPlausibleScale(String field, List<Point> pixels) {
    return ofPlausibleScale(field, pixels, PlausibleCamera.FINEST_METRES);
  }

  private GroundMap ofPlausibleScale(String field, List<Point> pixels, double least) {
    double finest =
        pixels.stream()
            .flatMap(pixel -> jacobianAt(pixel).stream())
            .mapToDouble(Jacobian::metresPerPixel)
            .min()
            .orElse(least);
    PlausibleCamera.requireScale(field, finest, least);
    return this;
  }

  private static void requirePlausible(Lens lens) {
    PlausibleCamera.requireFocal("lens.focal", lens.focalX(), lens.principal());
    lens.refuseFolded();
  }

  private static List<Point> ideal(Optional<Lens> lens, List<Point> seen, String field) {
    if (lens.isEmpty()) {
      return seen;
    }
    requirePlausible(lens.get());
    return IntStream.range(0, seen.size())
        .mapToObj(
            i ->
                lens.get()
                    .ideal(seen.get(i))
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                field.formatted(i)
                                    + ": expected a pixel that the lens sees, found "
                                    + seen.get(i))))
        .toList();
  }

  /**
   * Where a pixel lies on the ground, metres; empty at or above the horizon and beyond the rim of
   * the lens.
   *
   * @param pixel seen pixels
   */
  public Optional<Point> toGround(Point pixel) {
    return ideal(pixel).flatMap(homography::toGround);
  }

  /**
   * Where a point on the ground appears in the image, seen pixels; empty when it lies behind the
   * camera or beyond the rim of the lens.
   *
   * @param metres metres
   */
  public Optional<Point> toImage(Point metres) {
    Optional<Point> ideal = homography.toImage(metres);
    if (lens.isEmpty() || ideal.isEmpty()) {
      return ideal;
    }
    Point seen = lens.get().seen(ideal.get());
    // A place that the coefficients fold back into the image is not seen there.
    return lens.get().ideal(seen).filter(back -> back.distanceTo(ideal.get()) < 1).map(b -> seen);
  }

  /**
   * Metres on the ground per pixel around a pixel; empty where there is no ground.
   *
   * @param pixel seen pixels
   */
  public Optional<Jacobian> jacobianAt(Point pixel) {
    return footing(pixel).map(GroundFooting::jacobian);
  }

  /**
   * The ground under a pixel; empty where there is none.
   *
   * @param pixel seen pixels
   */
  public Optional<GroundFooting> footing(Point pixel) {
    if (lens.isEmpty()) {
      return homography.footing(pixel);
    }
    Optional<GroundFooting> straight = ideal(pixel).flatMap(homography::footing);
    return straight.flatMap(
        under ->
            lens.get()
                .idealPerSeen(pixel)
                .map(inner -> new GroundFooting(under.place(), under.jacobian().after(inner))));
  }

  /**
   * As {@link #footing}, in numbers: whoever looks under each place of a path makes dozens a frame.
   *
   * @param px seen pixels from the left
   * @param py seen pixels from the top
   * @param into takes {@link GroundFooting#NUMBERS}
   * @param at index of the first
   * @return whether there is ground; otherwise what was put means nothing
   */
  public boolean putFooting(double px, double py, double[] into, int at) {
    if (lens.isEmpty()) {
      return homography.putFooting(px, py, into, at);
    }
    Optional<GroundFooting> found = footing(new Point(px, py));
    found.ifPresent(under -> under.put(into, at));
    return found.isPresent();
  }

  /**
   * Standard error, by the calibration alone, of the distance on the ground between two pixels, as
   * a share of it; 0 where they have none.
   *
   * @param from seen pixels
   * @param to seen pixels
   */
  public double distanceError(Point from, Point to) {
    Optional<Point> a = ideal(from);
    Optional<Point> b = ideal(to);
    if (a.isEmpty() || b.isEmpty()) {
      return 0;
    }
    return distanceError(homography, deviations, a.get(), b.get());
  }

  /** As {@link #distanceError(Point, Point)}, for ideal pixels. */
  static double distanceError(
      Homography homography, List<Homography> deviations, Point from, Point to) {
    double distance = distance(homography, from, to);
    if (!(distance > 0)) {
      return 0;
    }
    double variance = 0;
    for (Homography deviation : deviations) {
      // One that puts them beyond the horizon says that nothing is known.
      double other = distance(deviation, from, to);
      double share = Double.isNaN(other) ? 1 : other / distance - 1;
      variance += share * share;
    }
    return Math.sqrt(variance);
  }

  private static double distance(Homography homography, Point a, Point b) {
    Optional<Point> from = homography.toGround(a);
    Optional<Point> to = homography.toGround(b);
    return from.isPresent() && to.isPresent() ? from.get().distanceTo(to.get()) : Double.NaN;
  }

  private Optional<Point> ideal(Point pixel) {
    return lens.isEmpty() ? Optional.of(pixel) : lens.get().ideal(pixel);
  }
}
