package dev.gantry.ingest.city.camera;

import dev.gantry.domain.geometry.Point;
import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Pose;
import dev.gantry.ingest.city.traffic.Stretch;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A camera on a gantry over a street: a pinhole that looks along the street and down, without roll
 * or lens distortion, so that its homography is exact.
 *
 * <p>With the pitch p downwards and the height H, a point that lies {@code a} metres ahead of the
 * camera's foot, {@code r} metres to its right and {@code z} above the ground has the depth {@code
 * a cos p + (H - z) sin p} and lies {@code (H - z) cos p - a sin p} below the optical axis; both
 * times the focal length over the depth are pixels from the middle of the image. The ground is
 * measured in the city's own metres, east and north, the same for all cameras.
 *
 * @param id id in its definition
 * @param foot the point on the ground below it, and the direction in which it looks
 * @param link the link over which it hangs and along which it looks
 * @param height metres above the ground
 * @param pitch radians downwards from level
 * @param focal pixels
 * @param width of its image, pixels
 * @param imageHeight of its image, pixels
 */
public record CityCamera(
    String id,
    Pose foot,
    Link link,
    double height,
    double pitch,
    double focal,
    int width,
    int imageHeight) {

  /** Nothing nearer is drawn or detected, metres of depth. */
  public static final double NEAREST = 2;

  /** Speeds are measured from here, metres ahead: the lower edge of the image shows a bit less. */
  static final double MEASURED_FROM = 13;

  /** And as far as here: beyond, a pixel is more than half a metre of road. */
  static final double MEASURED_TO = 52;

  /** The part that it measures of the link along which it looks, or of the opposite one. */
  public Stretch measured(Link along) {
    double start = ahead(along.start().x(), along.start().y());
    boolean goesAway = StrictMath.cos(along.heading() - foot.heading()) > 0;
    return goesAway
        ? new Stretch(along, MEASURED_FROM - start, MEASURED_TO - start)
        : new Stretch(along, start - MEASURED_TO, start - MEASURED_FROM);
  }

  /** How far ahead of its foot a point of the ground is, metres. */
  public double ahead(double x, double y) {
    return (x - foot.x()) * StrictMath.sin(foot.heading())
        + (y - foot.y()) * StrictMath.cos(foot.heading());
  }

  /** How far to the right of its foot a point of the ground is, metres. */
  public double right(double x, double y) {
    return (x - foot.x()) * StrictMath.cos(foot.heading())
        - (y - foot.y()) * StrictMath.sin(foot.heading());
  }

  /** Depth of a point, metres. */
  public double depth(double ahead, double z) {
    return ahead * StrictMath.cos(pitch) + (height - z) * StrictMath.sin(pitch);
  }

  /**
   * Where a point appears.
   *
   * @param ahead metres ahead of the foot
   * @param right metres to its right
   * @param z metres above the ground; the depth of the point must be above 0
   */
  public Point project(double ahead, double right, double z) {
    double depth = depth(ahead, z);
    double below = (height - z) * StrictMath.cos(pitch) - ahead * StrictMath.sin(pitch);
    return new Point(
        width / 2.0 + focal * right / depth, imageHeight / 2.0 + focal * below / depth);
  }

  /** Where a point of the ground appears, given in the city's metres. */
  public Point pixelOf(double x, double y) {
    return project(ahead(x, y), right(x, y), 0);
  }

  /** Row of the horizon, pixels from the top; may be above the image. */
  public double horizon() {
    return imageHeight / 2.0 - focal * StrictMath.tan(pitch);
  }

  /** The point of the ground behind a pixel below the horizon: ahead and right, metres. */
  public Point groundAhead(double u, double v) {
    double slope = (v - imageHeight / 2.0) / focal;
    double sin = StrictMath.sin(pitch);
    double cos = StrictMath.cos(pitch);
    double ahead = height * (cos - slope * sin) / (sin + slope * cos);
    return new Point(ahead, (u - width / 2.0) / focal * depth(ahead, 0));
  }

  /**
   * The matrix that takes pixels to the ground, three rows of three: of a pixel (u, v, 1) it makes
   * (x w, y w, w), with x and y in the city's metres.
   */
  public List<List<Double>> homography() {
    double sin = StrictMath.sin(pitch);
    double cos = StrictMath.cos(pitch);
    double middle = imageHeight / 2.0;
    List<Double> w = List.of(0.0, cos / focal, sin - cos * middle / focal);
    List<Double> ahead =
        List.of(0.0, -height * sin / focal, height * cos + height * sin * middle / focal);
    List<Double> right = List.of(height / focal, 0.0, -height * width / (2 * focal));
    double east = StrictMath.sin(foot.heading());
    double north = StrictMath.cos(foot.heading());
    return List.of(
        sum(foot.x(), w, east, ahead, north, right),
        sum(foot.y(), w, north, ahead, -east, right),
        w);
  }

  private static List<Double> sum(
      double a, List<Double> u, double b, List<Double> v, double c, List<Double> w) {
    return IntStream.range(0, 3).mapToObj(i -> a * u.get(i) + b * v.get(i) + c * w.get(i)).toList();
  }

  /** Pixels a metre across takes on the ground. */
  public double pixelsPerMetre(double ahead) {
    return focal / depth(ahead, 0);
  }

  /** The same camera, looking elsewhere. */
  public CityCamera turned(double radians, double furtherDown) {
    return new CityCamera(
        id,
        new Pose(foot.x(), foot.y(), foot.heading() + radians),
        link,
        height,
        pitch + furtherDown,
        focal,
        width,
        imageHeight);
  }
}
