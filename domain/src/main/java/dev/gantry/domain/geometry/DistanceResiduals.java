package dev.gantry.domain.geometry;

import dev.gantry.domain.geometry.KnownDistance.Direction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a {@link GroundCamera} makes of known distances, in metres: for each how much longer it sees
 * it, and how far its end lies beside the direction it is said to have.
 */
final class DistanceResiduals {

  /** Standard error of a marked end, pixels. */
  private static final double MARKED = 1;

  /** Standard error of a measured length, as a share of it. */
  private static final double MEASURED = 0.003;

  /** Standard error of a direction, radians: markings run along a road about so straight. */
  private static final double DIRECTED = 0.01;

  private static final double DIFFERENCE_PX = 0.01;

  private final List<KnownDistance> distances;
  private final Point principal;
  private final int directed;

  DistanceResiduals(List<KnownDistance> distances, Point principal) {
    this.distances = distances;
    this.principal = principal;
    this.directed = (int) distances.stream().filter(d -> d.direction() != Direction.ANY).count();
  }

  /** Residuals beyond the parameters; the direction of the road is none when none is stated. */
  int surplus() {
    return Math.max(0, distances.size() + directed - (directed > 0 ? 5 : 4));
  }

  double[] at(double[] parameters) {
    return of(distances, GroundCamera.of(parameters, principal));
  }

  private double[] of(List<KnownDistance> marked, GroundCamera camera) {
    double[] residuals = new double[marked.size() + directed + 1];
    int next = marked.size();
    for (int i = 0; i < marked.size(); i++) {
      KnownDistance distance = marked.get(i);
      double[] step = camera.step(distance.from(), distance.to());
      residuals[i] = Math.hypot(step[0], step[1]) - distance.metres();
      if (distance.direction() != Direction.ANY) {
        residuals[next++] = distance.direction() == Direction.ALONG ? step[0] : step[1];
      }
    }
    // Without a direction the y axis points where the camera looks.
    residuals[next] = directed > 0 ? 0 : camera.azimuth();
    return residuals;
  }

  /** How badly a camera suits, each distance counting the same; for the choice of a start. */
  double misfit(double[] parameters) {
    double[] residuals = at(parameters);
    double sum = 0;
    int next = distances.size();
    for (int i = 0; i < distances.size(); i++) {
      double metres = distances.get(i).metres();
      sum += square(residuals[i] / metres);
      if (distances.get(i).direction() != Direction.ANY) {
        sum += square(residuals[next++] / metres);
      }
    }
    return sum;
  }

  /**
   * The camera with its height and the direction of the road such that it suits best; empty when it
   * does not see all of them on the ground.
   */
  Optional<double[]> suit(double[] parameters) {
    GroundCamera camera = GroundCamera.of(parameters, principal);
    double seen = 0;
    double seenSquared = 0;
    double sin = 0;
    double cos = 0;
    for (KnownDistance distance : distances) {
      double[] step = camera.step(distance.from(), distance.to());
      double length = Math.hypot(step[0], step[1]) / distance.metres();
      seen += length;
      seenSquared += length * length;
      // Twice the angle is the same for both senses, and its opposite for one across.
      double sign =
          switch (distance.direction()) {
            case ALONG -> 1;
            case ACROSS -> -1;
            case ANY -> 0;
          };
      double twice = 2 * Math.atan2(step[0], step[1]);
      sin += sign * Math.sin(twice);
      cos += sign * Math.cos(twice);
    }
    if (!(seenSquared > 0) || seenSquared == Double.POSITIVE_INFINITY) {
      return Optional.empty();
    }
    double[] suited = parameters.clone();
    suited[3] += Math.log(seen / seenSquared);
    suited[4] = directed > 0 ? Math.atan2(sin, cos) / 2 : 0;
    return Optional.of(suited);
  }

  /** What makes the residuals of a camera independent and of variance 1. */
  Whitening weightsAt(double[] parameters) {
    GroundCamera camera = GroundCamera.of(parameters, principal);
    double[][] covariance = new double[distances.size() + directed + 1][];
    for (int i = 0; i < covariance.length; i++) {
      covariance[i] = new double[covariance.length];
    }
    for (Point end : ends()) {
      addOuter(covariance, slope(camera, end, DIFFERENCE_PX, 0));
      addOuter(covariance, slope(camera, end, 0, DIFFERENCE_PX));
    }
    int next = distances.size();
    for (int i = 0; i < distances.size(); i++) {
      double metres = distances.get(i).metres();
      covariance[i][i] += square(MEASURED * metres);
      if (distances.get(i).direction() != Direction.ANY) {
        covariance[next][next] += square(DIRECTED * metres);
        next++;
      }
    }
    covariance[next][next] = 1;
    return Whitening.of(covariance);
  }

  private Set<Point> ends() {
    Set<Point> ends = new LinkedHashSet<>();
    for (KnownDistance distance : distances) {
      ends.add(distance.from());
      ends.add(distance.to());
    }
    return ends;
  }

  /** How the residuals change when an end is marked a standard error off. */
  private double[] slope(GroundCamera camera, Point end, double dx, double dy) {
    double[] after = of(moved(end, dx, dy), camera);
    double[] before = of(moved(end, -dx, -dy), camera);
    double[] slope = new double[after.length];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = MARKED * (after[i] - before[i]) / (2 * DIFFERENCE_PX);
    }
    return slope;
  }

  private List<KnownDistance> moved(Point end, double dx, double dy) {
    List<KnownDistance> moved = new ArrayList<>();
    Point there = new Point(end.x() + dx, end.y() + dy);
    for (KnownDistance distance : distances) {
      moved.add(
          distance.between(
              distance.from().equals(end) ? there : distance.from(),
              distance.to().equals(end) ? there : distance.to()));
    }
    return moved;
  }

  private static void addOuter(double[][] sum, double[] row) {
    for (int i = 0; i < row.length; i++) {
      for (int j = 0; j < row.length; j++) {
        sum[i][j] += row[i] * row[j];
      }
    }
  }

  private static double square(double value) {
    return value * value;
  }
}
