package dev.gantry.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpeedHistogramTest {

  @Test
  void shouldStayWithinABinOfTheExactPercentileWhenSpeedsAreMany() {
    Random random = new Random(7);
    List<Double> speeds = new ArrayList<>();
    SpeedHistogram histogram = SpeedHistogram.EMPTY;
    for (int i = 0; i < 1_000; i++) {
      double speed = Math.max(0, 13 + 3 * random.nextGaussian());
      speeds.add(speed);
      histogram = histogram.plus(speed);
    }
    Collections.sort(speeds);
    for (double share : new double[] {0.15, 0.5, 0.85}) {
      assertThat(histogram.percentile(share))
          .isCloseTo(speeds.get((int) (share * 1_000) - 1), within(SpeedHistogram.BIN_MPS + 1e-9));
    }
  }

  @Test
  void shouldNotDependOnTheOrderWhenMerging() {
    SpeedHistogram slow = SpeedHistogram.EMPTY.plus(3).plus(3.1).plus(8);
    SpeedHistogram fast = SpeedHistogram.EMPTY.plus(8.1).plus(30);
    assertThat(slow.plus(fast)).isEqualTo(fast.plus(slow));
    assertThat(slow.plus(fast).total()).isEqualTo(5);
    assertThat(slow.plus(fast).bins()).containsExactly(12, 32, 120);
    assertThat(slow.plus(fast).counts()).containsExactly(2, 2, 1);
  }

  @Test
  void shouldPutWhatIsFasterThanAnythingIntoTheLastBin() {
    assertThat(SpeedHistogram.bin(1e9)).isEqualTo(SpeedHistogram.LAST_BIN);
    assertThat(SpeedHistogram.bin(0.2499)).isZero();
    assertThat(SpeedHistogram.bin(0.25)).isEqualTo(1);
  }

  @Test
  void shouldRefuseBinsThatDoNotAscend() {
    assertThatThrownBy(() -> SpeedHistogram.of(new int[] {3, 3}, new int[] {1, 1}))
        .hasMessageContaining("found bin 3 with 1");
    assertThatThrownBy(() -> SpeedHistogram.of(new int[] {3}, new int[] {0}))
        .hasMessageContaining("found bin 3 with 0");
  }

  @Test
  void shouldAnswerZeroWhenThereIsNoVehicle() {
    assertThat(SpeedHistogram.EMPTY.percentile(0.5)).isZero();
  }
}
