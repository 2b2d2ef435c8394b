package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShadowLightTest {

  private static final int WIDTH = 20;
  private static final int HEIGHT = 20;
  private static final float ROAD = 110;
  private static final float MARKING = 200;

  private final ShadowLight light = new ShadowLight(WIDTH * HEIGHT);
  private final WorkImage image = new WorkImage(WIDTH, HEIGHT);
  private final float[] background = new float[WIDTH * HEIGHT];
  private final byte[] changed = new byte[WIDTH * HEIGHT];

  @Test
  void shouldTakeAllThatMayBeForShadowAtFirst() {
    assertThat(light.least()).isEqualTo(0.5f);
    assertThat(light.most()).isEqualTo(0.97f);
  }

  @Test
  void shouldLearnWhatShadowsOverMarkingsLeave() {
    // given
    stripes();

    // when
    for (int i = 0; i < background.length; i++) {
      image.luma[i] = 0.49f * background[i];
    }
    light.learn(image, background, changed);

    // then
    assertThat(light.least()).isBetween(0.42f, 0.47f);
    assertThat(light.most()).isBetween(0.51f, 0.56f);
  }

  @Test
  void shouldKnowNoShadowsWhereOnlyVehiclesHideMarkings() {
    // given
    stripes();

    // when
    Arrays.fill(image.luma, 75);
    light.learn(image, background, changed);

    // then
    assertThat(light.least()).isGreaterThan(light.most());
  }

  @Test
  void shouldLearnNothingFromPlainRoad() {
    // given
    Arrays.fill(background, ROAD);
    Arrays.fill(changed, BackgroundModel.STRONG);

    // when
    Arrays.fill(image.luma, 0.6f * ROAD);
    light.learn(image, background, changed);

    // then
    assertThat(light.most()).isEqualTo(0.97f);
  }

  @Test
  void shouldCountSoftEdgesToLearnedShadows() {
    // given
    stripes();
    for (int i = 0; i < background.length; i++) {
      image.luma[i] = 0.49f * background[i];
    }
    light.learn(image, background, changed);

    // when a shadow fades to its right and a bright vehicle stands to its left
    Arrays.fill(changed, BackgroundModel.SAME);
    changed[100] = BackgroundModel.STRONG;
    changed[101] = BackgroundModel.SHADOW;
    changed[102] = BackgroundModel.WEAK;
    image.luma[100] = 1.5f * background[100];
    image.luma[102] = 0.8f * background[102];
    light.addEdges(image, background, changed);

    // then
    assertThat(changed[100]).isEqualTo(BackgroundModel.STRONG);
    assertThat(changed[102]).isEqualTo(BackgroundModel.SHADOW);
  }

  private void stripes() {
    Arrays.fill(changed, BackgroundModel.STRONG);
    for (int i = 0; i < background.length; i++) {
      background[i] = i % WIDTH / 2 % 2 == 0 ? ROAD : MARKING;
    }
  }
}
