package dev.gantry.domain.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {

  @Test
  void shouldGiveVectorsThatTheMatrixOnlyScales() {
    Random random = new Random(1);
    for (int round = 0; round < 100; round++) {
      int n = 2 + random.nextInt(8);
      double[][] matrix = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          matrix[i][j] = random.nextGaussian();
          matrix[j][i] = matrix[i][j];
        }
      }

      SymmetricEigen eigen = SymmetricEigen.of(matrix);

      for (int k = 0; k < n; k++) {
        double[] v = eigen.vector(k);
        double length = 0;
        for (int i = 0; i < n; i++) {
          double product = 0;
          for (int j = 0; j < n; j++) {
            product += matrix[i][j] * v[j];
          }
          assertThat(product).isCloseTo(eigen.value(k) * v[i], within(1e-9));
          length += v[i] * v[i];
        }
        assertThat(length).isCloseTo(1, within(1e-9));
        assertThat(k == 0 || eigen.value(k - 1) <= eigen.value(k)).isTrue();
      }
    }
  }
}
