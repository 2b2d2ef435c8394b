package dev.gantry.domain.tracking;

import java.util.Arrays;

/**
 * The cheapest way to pair rows with columns, each at most once: the Hungarian method by shortest
 * augmenting paths (Jonker and Volgenant, Computing 38, 1987), O(rows² · columns).
 */
public final class Assignment {

  /** Cost of a pair that may not be. */
  public static final double FORBIDDEN = Double.POSITIVE_INFINITY;

  private Assignment() {}

  /**
   * Solves an assignment; a row stays alone when pairing it costs more than {@code alone}.
   *
   * @param costs {@code rows × columns}, finite or {@link #FORBIDDEN}
   * @param alone cost of leaving a row without a column, finite
   * @return for each row its column, or -1
   */
  public static int[] solve(double[][] costs, int columns, double alone) {
    int rows = costs.length;
    int[] columnOf = new int[rows];
    Arrays.fill(columnOf, -1);
    if (rows == 0) {
      return columnOf;
    }
    // One more column for each row, to stay alone in, so that every row finds a place.
    int wide = columns + rows;
    double[] u = new double[rows + 1];
    double[] v = new double[wide + 1];
    int[] rowOf = new int[wide + 1];
    int[] way = new int[wide + 1];
    double[] least = new double[wide + 1];
    boolean[] used = new boolean[wide + 1];
    for (int row = 1; row <= rows; row++) {
      rowOf[0] = row;
      int column = 0;
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      Arrays.fill(used, false);
      do {
        used[column] = true;
        int from = rowOf[column];
        double delta = Double.POSITIVE_INFINITY;
        int next = 0;
        for (int j = 1; j <= wide; j++) {
          if (used[j]) {
            continue;
          }
          double cost = cost(costs, columns, alone, from - 1, j - 1) - u[from] - v[j];
          if (cost < least[j]) {
            least[j] = cost;
            way[j] = column;
          }
          if (least[j] < delta) {
            delta = least[j];
            next = j;
          }
        }
        for (int j = 0; j <= wide; j++) {
          if (used[j]) {
            u[rowOf[j]] += delta;
            v[j] -= delta;
          } else {
            least[j] -= delta;
          }
        }
        column = next;
      } while (rowOf[column] != 0);
      while (column != 0) {
        int before = way[column];
        rowOf[column] = rowOf[before];
        column = before;
      }
    }
    for (int j = 1; j <= columns; j++) {
      if (rowOf[j] != 0) {
        columnOf[rowOf[j] - 1] = j - 1;
      }
    }
    return columnOf;
  }

  private static double cost(double[][] costs, int columns, double alone, int row, int column) {
    if (column < columns) {
      return costs[row][column];
    }
    return column - columns == row ? alone : FORBIDDEN;
  }
}
