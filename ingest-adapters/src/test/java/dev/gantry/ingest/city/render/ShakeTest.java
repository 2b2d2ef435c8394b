package dev.gantry.ingest.city.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.geometry.Box;
import org.junit.jupiter.api.Test;

class ShakeTest {

  private static final Shake SHAKE = new Shake(4, -3);

  @Test
  void shouldMoveABoxAsThePictureMoves() {
    assertThat(SHAKE.move(new Box(100, 50, 30, 20), 640, 360)).contains(new Box(104, 47, 30, 20));
  }

  @Test
  void shouldCutABoxThatIsMovedOverAnEdge() {
    assertThat(SHAKE.move(new Box(620, 1, 18, 20), 640, 360)).contains(new Box(624, 0, 16, 18));
  }

  @Test
  void shouldLeaveABoxAtAnEdgeThatItTouches() {
    assertThat(SHAKE.move(new Box(0, 340, 30, 20), 640, 360)).contains(new Box(0, 337, 34, 23));
  }

  @Test
  void shouldLoseABoxThatIsMovedOutOfThePicture() {
    assertThat(SHAKE.move(new Box(637, 50, 2, 20), 640, 360)).isEmpty();
  }
}
