package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {

  @Test
  void shouldCostAsLittleAsTheBestOfAllWhenSolved() {
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      int rows = 1 + random.nextInt(5);
      int columns = random.nextInt(6);
      double[][] costs = new double[rows][columns];
      for (double[] row : costs) {
        for (int j = 0; j < columns; j++) {
          row[j] = random.nextInt(4) == 0 ? Assignment.FORBIDDEN : random.nextDouble() * 2;
        }
      }

      int[] columnOf = Assignment.solve(costs, columns, 1);

      assertThat(cost(costs, columnOf))
          .isCloseTo(best(costs, 0, new boolean[columns]), within(1e-12));
    }
  }

  @Test
  void shouldLeaveRowAloneWhenPairingItCostsMore() {
    assertThat(Assignment.solve(new double[][] {{1.5, 0.4}, {0.3, 0.2}}, 2, 1))
        .containsExactly(1, 0);
    assertThat(Assignment.solve(new double[][] {{1.5}, {Assignment.FORBIDDEN}}, 1, 1))
        .containsExactly(-1, -1);
    assertThat(Assignment.solve(new double[0][0], 3, 1)).isEmpty();
  }

  private static double cost(double[][] costs, int[] columnOf) {
    double sum = 0;
    boolean[] used = new boolean[costs.length == 0 ? 0 : costs[0].length];
    for (int i = 0; i < costs.length; i++) {
      if (columnOf[i] < 0) {
        sum += 1;
        continue;
      }
      assertThat(used[columnOf[i]]).isFalse();
      used[columnOf[i]] = true;
      sum += costs[i][columnOf[i]];
    }
    return sum;
  }

  private static double best(double[][] costs, int row, boolean[] used) {
    if (row == costs.length) {
      return 0;
    }
    double best = 1 + best(costs, row + 1, used);
    for (int j = 0; j < used.length; j++) {
      if (!used[j]) {
        used[j] = true;
        best = Math.min(best, costs[row][j] + best(costs, row + 1, used));
        used[j] = false;
      }
    }
    return best;
  }
}
