package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RatioPairsTest {

  private static final float SHADOW = 0.49f;

  /** Of a marking of 200 beside a road of 110. */
  private static final float CONTRAST = 90 / 310f;

  private final RatioPairs pairs = new RatioPairs();

  @Test
  void shouldBeClearWhereTextureIsKept() {
    // when
    for (int n = 0; n < 40; n++) {
      pairs.add(SHADOW, SHADOW + 0.01f, CONTRAST);
    }

    // then
    assertThat(pairs.clearness(Ratios.bin(SHADOW))).isGreaterThan(5);
  }

  @Test
  void shouldNotBeClearWhereOneColourCoversBoth() {
    // when a colour of 75 covers markings and road, and one of 100
    for (int n = 0; n < 40; n++) {
      pairs.add(75 / 200f, 75 / 110f, CONTRAST);
    }

    // then
    assertThat(pairs.clearness(Ratios.bin(75 / 400f + 75 / 220f))).isNegative();
  }

  @Test
  void shouldNotBeClearWhereTextureIsAsOftenKeptBesideIt() {
    // when
    for (int bin = 0; bin < Ratios.BINS; bin++) {
      for (int n = 0; n < 40; n++) {
        float ratio = Ratios.least(bin) + 0.01f;
        float apart = n < 20 ? 0 : 0.1f;
        pairs.add(ratio - apart, ratio + apart, CONTRAST);
      }
    }

    // then
    assertThat(pairs.clearness(Ratios.bin(SHADOW))).isBetween(-1.5, 1.5);
  }

  @Test
  void shouldCountHalfOfWhatIsForgotten() {
    // given
    for (int n = 0; n < 40; n++) {
      pairs.add(SHADOW, SHADOW, CONTRAST);
    }

    // when
    pairs.forgetHalf();

    // then
    assertThat(pairs.total()).isEqualTo(20);
  }

  @Test
  void shouldAskForContrastThatNoiseDoesNotMake() {
    assertThat(RatioPairs.differ(110, 200)).isTrue();
    assertThat(RatioPairs.differ(110, 117)).isFalse();
    assertThat(RatioPairs.differ(200, 215)).isFalse();
  }
}
