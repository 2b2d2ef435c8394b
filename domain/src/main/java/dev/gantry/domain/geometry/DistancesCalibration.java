package dev.gantry.domain.geometry;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the camera that sees known distances on the ground as they are: its focal length, tilt,
 * roll, height, and the direction of the road. Each length, and for a distance along or across the
 * road its sideways share, is a residual; they are weighed by the covariance that marking the ends
 * to a pixel gives them, which ends in common correlate.
 *
 * @param homography of that camera
 * @param deviations those one standard error away from it
 * @param focal its focal length, pixels
 * @param height how high it hangs above the ground, metres
 */
record DistancesCalibration(
    Homography homography, List<Homography> deviations, double focal, double height) {

  private static final int FEWEST = 4;

  /** Standard error that a residual in standard errors is taken to have before any is seen. */
  private static final double PRIOR = 4;

  /** Rounds in which the weights follow the camera. */
  private static final int ROUNDS = 6;

  private static final int STARTS = 4;

  /** Focal lengths to start from, in widths of the image. */
  private static final double[] FOCALS = {0.5, 0.8, 1.2, 1.8, 2.7, 4};

  private static final double[] TILTS_DEG = {3, 6, 10, 15, 22, 30, 40, 55, 75};

  /** Error of the distances themselves from which nothing is calibrated, as a share. */
  private static final double OPEN = 0.2;

  /** Misfit of a distance, as a share of it, beyond which they contradict. */
  private static final double CONTRADICTION = 0.1;

  static DistancesCalibration solve(List<KnownDistance> distances, Point principal) {
    if (distances.size() < FEWEST) {
      throw new IllegalArgumentException(
          "distances: expected 4 or more, found " + distances.size());
    }
    for (int i = 0; i < distances.size(); i++) {
      if (distances.get(i).from().equals(distances.get(i).to())) {
        throw new IllegalArgumentException(
            "distances[%d].to: expected another pixel than from, found %s"
                .formatted(i, distances.get(i).to()));
      }
    }
    DistanceResiduals residuals = new DistanceResiduals(distances, principal);
    LeastSquares best =
        starts(residuals, principal)
            .map(start -> settle(residuals, start))
            .min(Comparator.comparingDouble(LeastSquares::squares))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "distances: expected a camera that sees them on the ground, found none"));
    GroundCamera camera = GroundCamera.of(best.parameters(), principal);
    refuseContradiction(camera, distances);
    double variance = (best.squares() + PRIOR) / (residuals.surplus() + PRIOR);
    List<Homography> deviations =
        best.deviations(variance, 0).stream()
            .map(deviated -> GroundCamera.of(deviated, principal).homography())
            .toList();
    refuseOpen(camera.homography(), deviations, distances);
    return new DistancesCalibration(
        camera.homography(), deviations, camera.focal(), camera.height());
  }

  /** Cameras of the size and direction that suit the distances, the most promising first. */
  private static Stream<double[]> starts(DistanceResiduals residuals, Point principal) {
    List<double[]> all = new java.util.ArrayList<>();
    for (double focal : FOCALS) {
      for (double tilt : TILTS_DEG) {
        double[] start = {
          Math.log(focal * 2 * Math.abs(principal.x()) + 1), Math.toRadians(tilt), 0, 0, 0
        };
        residuals.suit(start).ifPresent(all::add);
      }
    }
    return all.stream().sorted(Comparator.comparingDouble(residuals::misfit)).limit(STARTS);
  }

  private static LeastSquares settle(DistanceResiduals residuals, double[] start) {
    double[] at = start;
    LeastSquares found = null;
    for (int round = 0; round < ROUNDS; round++) {
      Whitening weights = residuals.weightsAt(at);
      found = LeastSquares.minimise(p -> weights.apply(residuals.at(p)), at);
      at = found.parameters();
    }
    return java.util.Objects.requireNonNull(found);
  }

  private static void refuseContradiction(GroundCamera camera, List<KnownDistance> distances) {
    double worst = 0;
    int at = 0;
    for (int i = 0; i < distances.size(); i++) {
      double misfit = Math.abs(camera.length(distances.get(i)) / distances.get(i).metres() - 1);
      if (!(misfit <= worst)) {
        worst = misfit;
        at = i;
      }
    }
    if (!(worst <= CONTRADICTION)) {
      throw new IllegalArgumentException(
          "distances[%d].metres: expected %.2f as the others say, found %s"
              .formatted(at, camera.length(distances.get(at)), distances.get(at).metres()));
    }
  }

  private static void refuseOpen(
      Homography homography, List<Homography> deviations, List<KnownDistance> distances) {
    double worst = 0;
    for (KnownDistance distance : distances) {
      worst =
          Math.max(
              worst,
              GroundMap.distanceError(homography, deviations, distance.from(), distance.to()));
    }
    if (!(worst < OPEN)) {
      throw new IllegalArgumentException(
          "distances: expected enough to tell the camera, some along the road and some across it,"
              + " some near and some far; found an error of %.0f %%".formatted(100 * worst));
    }
  }
}
