package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.view.ViewChange;
import dev.gantry.domain.view.ViewCondition;
import dev.gantry.domain.view.ViewWatch;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The detector shows its last image to whoever watches the camera. */
class DetectorViewTest extends PaintedRoadFilm {

  private final ViewWatch watch = new ViewWatch();

  @Test
  void shouldHaveNothingToShowBeforeTheFirstImage() {
    assertThat(detector.view()).isEmpty();
  }

  @Test
  void shouldHaveNothingToShowOfAnImageThatIsTooSmall() {
    show(new BufferedImage(40, 30, BufferedImage.TYPE_3BYTE_BGR));
    assertThat(detector.view()).isEmpty();
  }

  @Test
  void shouldShowWhatTheCameraShows() {
    List<ViewCondition> told = new ArrayList<>();
    told.addAll(watch(empty(), 100));
    told.addAll(watch(plain(), 40));
    told.addAll(watch(empty(), 40));
    assertThat(told)
        .containsExactly(
            ViewCondition.FROZEN,
            ViewCondition.NORMAL,
            ViewCondition.COVERED,
            ViewCondition.NORMAL);
  }

  private static BufferedImage plain() {
    BufferedImage plain = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        plain.setRGB(x, y, new Color(40, 40, 40).getRGB());
      }
    }
    return plain;
  }

  private List<ViewCondition> watch(BufferedImage image, int frames) {
    List<ViewCondition> told = new ArrayList<>();
    for (int n = 0; n < frames; n++) {
      show(image);
      long us = clockMillis * 1000;
      if (watch.isDue(epoch, us)) {
        watch
            .look(epoch, us, 1, detector.view().orElseThrow())
            .map(ViewChange::condition)
            .ifPresent(told::add);
      }
    }
    return told;
  }
}
