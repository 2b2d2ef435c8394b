package dev.gantry.domain.geometry;

import java.util.List;

/**
 * Turns a homography until known places are met best in the image, where they are marked: the least
 * squares of pixels, in conditioned coordinates (Hartley and Zisserman, Multiple View Geometry,
 * algorithm 4.3).
 */
final class ReprojectionFit {

  /** Standard error of a marked pixel, as far as the residuals do not say: pixels. */
  private static final double MARKED = 1;

  /** Residuals that this counts as, against those there are. */
  private static final double PRIOR = 4;

  private final List<Point> pixels;
  private final List<Point> metres;
  private final double[] fromPixels;
  private final double[] fromMetres;
  private final LeastSquares best;

  private ReprojectionFit(Homography start, List<Point> pixels, List<Point> metres) {
    this.pixels = pixels;
    this.metres = metres;
    this.fromPixels = PairsCalibration.conditioner(pixels);
    this.fromMetres = PairsCalibration.conditioner(metres);
    double[] toPixels =
        Matrices.product(
            fromPixels,
            Matrices.product(
                start.inverse().stream().mapToDouble(Double::doubleValue).toArray(),
                Matrices.inverse(fromMetres)));
    this.best = LeastSquares.minimise(this::residuals, unit(toPixels));
  }

  static ReprojectionFit of(Homography start, List<Point> pixels, List<Point> metres) {
    return new ReprojectionFit(start, pixels, metres);
  }

  Homography homography() {
    return homography(best.parameters());
  }

  /** Homographies one standard error away, along each direction but that of the matrix's scale. */
  List<Homography> deviations() {
    double marked = MARKED * fromPixels[0];
    int surplus = 2 * pixels.size() - 8;
    double variance = (best.squares() + PRIOR * marked * marked) / (surplus + PRIOR);
    return best.deviations(variance, 1).stream().map(this::homography).toList();
  }

  private double[] residuals(double[] toPixels) {
    double[] residuals = new double[2 * pixels.size()];
    for (int i = 0; i < pixels.size(); i++) {
      double u = fromMetres[0] * metres.get(i).x() + fromMetres[2];
      double v = fromMetres[4] * metres.get(i).y() + fromMetres[5];
      double w = toPixels[6] * u + toPixels[7] * v + toPixels[8];
      double x = (toPixels[0] * u + toPixels[1] * v + toPixels[2]) / w;
      double y = (toPixels[3] * u + toPixels[4] * v + toPixels[5]) / w;
      residuals[2 * i] = x - (fromPixels[0] * pixels.get(i).x() + fromPixels[2]);
      residuals[2 * i + 1] = y - (fromPixels[4] * pixels.get(i).y() + fromPixels[5]);
    }
    return residuals;
  }

  private Homography homography(double[] toPixels) {
    double[] h =
        Matrices.product(
            Matrices.inverse(fromMetres), Matrices.product(Matrices.inverse(toPixels), fromPixels));
    Point first = pixels.get(0);
    double sign = h[6] * first.x() + h[7] * first.y() + h[8] < 0 ? -1 : 1;
    return Homography.trusted(Matrices.normalised(h, sign));
  }

  private static double[] unit(double[] matrix) {
    double squares = 0;
    for (double value : matrix) {
      squares += value * value;
    }
    double[] unit = new double[matrix.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = matrix[i] / Math.sqrt(squares);
    }
    return unit;
  }
}
