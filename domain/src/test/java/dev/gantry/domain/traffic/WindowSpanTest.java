package dev.gantry.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowSpanTest {

  private static final long SECOND_US = 1_000_000;

  @Test
  void shouldHoldATimeInOneWindowWhenWindowsTumble() {
    WindowSpan tumbling = WindowSpan.tumbling(Duration.ofSeconds(10));
    assertThat(tumbling.holding(10 * SECOND_US)).containsExactly(window(20, 10));
    assertThat(tumbling.holding(20 * SECOND_US - 1)).containsExactly(window(20, 10));
    assertThat(tumbling.holding(-1)).containsExactly(window(0, 10));
  }

  @Test
  void shouldHoldATimeInEachOverlappingWindowWhenWindowsHop() {
    WindowSpan hopping = new WindowSpan(Duration.ofSeconds(30), Duration.ofSeconds(10));
    assertThat(hopping.holding(25 * SECOND_US))
        .containsExactly(window(30, 30), window(40, 30), window(50, 30));
    assertThat(hopping.lastEnd(25 * SECOND_US)).isEqualTo(50 * SECOND_US);
  }

  @Test
  void shouldRefuseALengthThatIsNoMultipleOfTheDistanceOfStarts() {
    assertThatThrownBy(() -> new WindowSpan(Duration.ofSeconds(25), Duration.ofSeconds(10)))
        .hasMessageContaining("found PT25S every PT10S");
    assertThatThrownBy(() -> new WindowSpan(Duration.ofSeconds(5), Duration.ofSeconds(10)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WindowSpan(Duration.ofSeconds(5), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WindowSpan(Duration.ofHours(2), Duration.ofMinutes(1)))
        .as("each pane changes 120 windows")
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static WindowKey window(long endSeconds, long lengthSeconds) {
    return new WindowKey(endSeconds * SECOND_US, lengthSeconds * SECOND_US);
  }
}
