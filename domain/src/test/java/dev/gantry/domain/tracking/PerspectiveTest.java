package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who goes away, or comes, and is not seen for a while. */
class PerspectiveTest {

  @ParameterizedTest
  @CsvSource({
    "10, 14, 11, 1.2, 2.2",
    "10, 16, 14, 1, 2",
    "10, 75, -14, 1.5, 2.4",
    "4, 16, 6, 2, 3.2",
    "4, 70, -10, 3, 4",
  })
  void shouldFindAgainWhoWasHidden(
      double fps, double from, double mps, double hidden, double seenAgain) {
    TestScene scene =
        new TestScene(5)
            .object("car", 0, hidden, t -> TestRoad.vehicleAt(2, from + mps * t))
            .object("car", seenAgain, 5, t -> TestRoad.vehicleAt(2, from + mps * t))
            .detector(0.03, 0, 0);

    List<TrackStep> steps = TestScene.track(scene.frames(fps, 5), Optional.of(TestRoad.geometry()));

    assertThat(TestScene.byTrack(steps)).hasSize(1);
  }
}
