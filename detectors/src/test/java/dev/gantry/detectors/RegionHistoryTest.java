package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegionHistoryTest {

  private static final double FRAME = 0.1;

  private final RegionHistory history = new RegionHistory();

  @Test
  void shouldHoldOnToWhoHasStoppedWhileOthersPassBehindIt() {
    rollUp();

    for (int n = 0; n < 80; n++) {
      double passing = n % 2 == 0 ? 15 : 0;
      assertThat(see(60, 70 - passing, 130, true).moved()).as("frame %d", n).isTrue();
    }
  }

  @Test
  void shouldTakeWhatSwaysAndChangesForNoObject() {
    rollUp();

    RegionHistory.Path path = see(60, 70, 130, false);
    for (int n = 0; n < 80; n++) {
      path = see(60, n % 2 == 0 ? 55 : 70, 130, false);
    }

    assertThat(path.moved()).isFalse();
  }

  /** Comes a little nearer, as one does that was part of others before. */
  private void rollUp() {
    for (int n = 0; n < 8; n++) {
      see(60, 50 + 2.5 * n, 110 + 2.5 * n, false);
    }
    assertThat(see(60, 70, 130, false).moved()).isTrue();
  }

  private RegionHistory.Path see(double left, double top, double bottom, boolean unchanging) {
    Blob blob = new Blob(left, top, left + 40, bottom, 2_000, 40);
    return history.follow(List.of(new Region(blob, List.of(1), unchanging)), FRAME).get(0);
  }
}
