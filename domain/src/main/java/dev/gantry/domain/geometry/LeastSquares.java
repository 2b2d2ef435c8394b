package dev.gantry.domain.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a sum of squares is least: the method of Levenberg and Marquardt with derivatives by
 * differences, for a handful of parameters of the order of 1.
 */
final class LeastSquares {

  private static final int MAX_STEPS = 60;
  private static final double DIFFERENCE = 1e-6;
  private static final double FIRST_DAMPING = 1e-3;
  private static final double LAST_DAMPING = 1e9;

  /** Fall of the sum, as a share of it, below which the search is over. */
  private static final double SETTLED = 1e-12;

  private final double[] parameters;
  private final double squares;

  /** Half the curvature of the sum: its inverse is the covariance for residuals of variance 1. */
  private final SymmetricEigen information;

  private LeastSquares(double[] parameters, double squares, SymmetricEigen information) {
    this.parameters = parameters;
    this.squares = squares;
    this.information = information;
  }

  /** Residuals at a place; not finite where there are none. */
  @FunctionalInterface
  interface Residuals {
    double[] at(double[] parameters);
  }

  /**
   * Searches from a start.
   *
   * @param start parameters whose residuals are finite
   */
  static LeastSquares minimise(Residuals residuals, double[] start) {
    double[] at = start.clone();
    double[] r = residuals.at(at);
    double squares = squares(r);
    double damping = FIRST_DAMPING;
    double[][] slopes = slopes(residuals, at);
    SymmetricEigen information = information(slopes);
    for (int step = 0; step < MAX_STEPS && damping < LAST_DAMPING; step++) {
      double[] next = damped(at, information, gradient(slopes, r), damping);
      double[] there = residuals.at(next);
      double fewer = squares(there);
      if (!(fewer < squares)) {
        damping *= 10;
        continue;
      }
      boolean settled = squares - fewer <= SETTLED * squares;
      at = next;
      r = there;
      squares = fewer;
      damping /= 10;
      slopes = slopes(residuals, at);
      information = information(slopes);
      if (settled) {
        break;
      }
    }
    return new LeastSquares(at, squares, information);
  }

  /** Where the sum is least. */
  double[] parameters() {
    return parameters.clone();
  }

  /** The sum there. */
  double squares() {
    return squares;
  }

  /**
   * Parameters one standard error away along each independent direction of their covariance.
   *
   * @param variance of a residual
   * @param free directions that change no residual, left out
   */
  List<double[]> deviations(double variance, int free) {
    List<double[]> all = new ArrayList<>();
    for (int k = free; k < parameters.length; k++) {
      double step = Math.sqrt(variance / information.value(k));
      double[] direction = information.vector(k);
      double[] deviated = parameters.clone();
      for (int i = 0; i < deviated.length; i++) {
        deviated[i] += step * direction[i];
      }
      all.add(deviated);
    }
    return all;
  }

  private static double squares(double[] residuals) {
    return Arrays.stream(residuals).map(r -> r * r).sum();
  }

  /** One row a residual, one column a parameter. */
  private static double[][] slopes(Residuals residuals, double[] at) {
    double[][] slopes = new double[residuals.at(at).length][at.length];
    for (int column = 0; column < at.length; column++) {
      double[] moved = at.clone();
      moved[column] = at[column] + DIFFERENCE;
      double[] after = residuals.at(moved);
      moved[column] = at[column] - DIFFERENCE;
      double[] before = residuals.at(moved);
      for (int row = 0; row < slopes.length; row++) {
        slopes[row][column] = (after[row] - before[row]) / (2 * DIFFERENCE);
      }
    }
    return slopes;
  }

  private static SymmetricEigen information(double[][] slopes) {
    int n = slopes[0].length;
    double[][] normal = new double[n][n];
    for (double[] row : slopes) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          normal[i][j] += row[i] * row[j];
        }
      }
    }
    return SymmetricEigen.of(normal);
  }

  private static double[] gradient(double[][] slopes, double[] residuals) {
    double[] gradient = new double[slopes[0].length];
    for (int row = 0; row < slopes.length; row++) {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += slopes[row][i] * residuals[row];
      }
    }
    return gradient;
  }

  private static double[] damped(
      double[] at, SymmetricEigen information, double[] gradient, double damping) {
    double[] next = at.clone();
    double largest = information.value(at.length - 1);
    for (int k = 0; k < at.length; k++) {
      double[] direction = information.vector(k);
      double along = 0;
      for (int i = 0; i < at.length; i++) {
        along += direction[i] * gradient[i];
      }
      double stride = along / (information.value(k) + damping * largest);
      for (int i = 0; i < at.length; i++) {
        next[i] -= stride * direction[i];
      }
    }
    return next;
  }
}
