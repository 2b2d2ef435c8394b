package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RecentScoreTest {

  @Test
  void shouldBeTheScoreWhenAllAreTheSame() {
    RecentScore scores = new RecentScore();
    assertThat(scores.value()).isZero();
    for (int i = 0; i < 100; i++) {
      scores.add(0.04, 0.7);
      assertThat(scores.value()).isCloseTo(0.7, within(1e-6));
    }
  }

  @Test
  void shouldCountAScoreHalfAsMuchAfterATenthOfASecond() {
    RecentScore scores = new RecentScore();
    scores.add(0, 0.3);
    scores.add(0.1, 0.9);

    assertThat(scores.value()).isCloseTo((0.5 * 0.3 + 0.9) / 1.5, within(1e-3));
  }

  @Test
  void shouldForgetWhenTimeHasPassed() {
    RecentScore scores = new RecentScore();
    for (int i = 0; i < 50; i++) {
      scores.add(0.1, 0.2);
    }
    scores.add(5, 0.9);

    assertThat(scores.value()).isCloseTo(0.9, within(1e-6));
  }
}
