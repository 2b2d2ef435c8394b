package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MedianScoreTest {

  @Test
  void shouldBeExactWhenScoresAreFew() {
    MedianScore scores = new MedianScore();
    assertThat(scores.value()).isZero();
    double[] added = {0.9, 0.1, 0.5, 0.7, 0.6};
    double[] medians = {0.9, 0.5, 0.5, 0.6, 0.6};
    for (int i = 0; i < added.length; i++) {
      scores.add(added[i]);
      assertThat(scores.value()).isCloseTo(medians[i], within(1e-6));
    }
  }

  @Test
  void shouldBeNearTheMedianWhenScoresAreMany() {
    Random random = new Random(1);
    for (int round = 0; round < 50; round++) {
      MedianScore scores = new MedianScore();
      double[] all = new double[500];
      double shape = 0.3 + 3 * random.nextDouble();
      for (int i = 0; i < all.length; i++) {
        all[i] = Math.pow(random.nextDouble(), shape);
        scores.add(all[i]);
      }
      Arrays.sort(all);
      assertThat(scores.value()).isCloseTo(all[250], within(0.05));
    }
  }

  @Test
  void shouldStayTheScoreWhenItIsConstant() {
    MedianScore scores = new MedianScore();
    for (int i = 0; i < 100; i++) {
      scores.add(0.8);
    }
    assertThat(scores.value()).isCloseTo(0.8, within(1e-6));
  }
}
