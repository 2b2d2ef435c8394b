package dev.gantry.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.records.WindowState;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunResultsTest {

  private final RunResults found = new RunResults();
  private final RunResults expected = new RunResults();

  @Test
  void shouldNotAskWhetherAWindowIsIncompleteThatWasOpenWhenTheLoadEnded() {
    expected.window(window(WindowState.EARLY, 2, false));
    found.window(window(WindowState.EARLY, 2, false));
    found.window(window(WindowState.FINAL, 2, true));

    assertThat(wrongWindows()).isZero();
  }

  @Test
  void shouldAskWhetherAWindowIsIncompleteThatBothCalledFinal() {
    expected.window(window(WindowState.FINAL, 2, false));
    found.window(window(WindowState.FINAL, 2, true));

    assertThat(wrongWindows()).isEqualTo(1);
  }

  @Test
  void shouldAskWhatAnOpenWindowCounted() {
    expected.window(window(WindowState.EARLY, 2, false));
    found.window(window(WindowState.FINAL, 3, true));

    assertThat(wrongWindows()).isEqualTo(1);
  }

  @Test
  void shouldTakeACorrectionForWhatTheWindowSays() {
    expected.window(window(WindowState.FINAL, 3, false));
    found.window(window(WindowState.FINAL, 2, true));
    found.window(window(WindowState.CORRECTED, 3, false));

    assertThat(wrongWindows()).isZero();
  }

  private long wrongWindows() {
    return found.windowsComparedTo(expected).wrong();
  }

  private static SpeedWindow window(WindowState state, int vehicles, boolean incomplete) {
    return SpeedWindow.newBuilder()
        .setSegmentId("main-st")
        .setSite("default")
        .setWindowStartUs(0)
        .setWindowEndUs(60_000_000)
        .setState(state)
        .setRevision(vehicles)
        .setTimeMode(TimeMode.REPLAY)
        .setVehicleCount(vehicles)
        .setIncomplete(incomplete)
        .setOrigins(List.of())
        .build();
  }
}
