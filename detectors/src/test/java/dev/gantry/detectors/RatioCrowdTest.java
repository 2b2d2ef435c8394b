package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RatioCrowdTest {

  private static final int SHADOW = Ratios.bin(0.49f);

  private final RatioCrowd crowd = new RatioCrowd();

  @Test
  void shouldBeClearWhereEachImageHasMoreOfOneRatio() {
    // when
    for (int n = 0; n < 30; n++) {
      var pixels = new int[Ratios.BINS];
      pixels[n % Ratios.BINS] += 8;
      pixels[SHADOW] += 5;
      crowd.add(pixels);
    }

    // then
    assertThat(crowd.clearness(SHADOW)).isGreaterThan(4);
    assertThat(crowd.clearness(SHADOW + 3)).isNegative();
  }

  @Test
  void shouldNotBeClearForOneLargeThing() {
    // when
    var bus = new int[Ratios.BINS];
    bus[SHADOW] = 5000;
    crowd.add(bus);

    // then
    assertThat(crowd.clearness(SHADOW)).isLessThan(1);
  }

  @Test
  void shouldBeLessClearOnceHalfIsForgotten() {
    // given
    var pixels = new int[Ratios.BINS];
    pixels[SHADOW] = 5;
    for (int n = 0; n < 100; n++) {
      crowd.add(pixels);
    }
    double before = crowd.clearness(SHADOW);

    // when
    crowd.forgetHalf();

    // then
    assertThat(crowd.clearness(SHADOW)).isBetween(0.6 * before, 0.8 * before);
  }

  @Test
  void shouldKnowNothingOfWhatNeverChanged() {
    assertThat(crowd.clearness(SHADOW)).isZero();
  }
}
