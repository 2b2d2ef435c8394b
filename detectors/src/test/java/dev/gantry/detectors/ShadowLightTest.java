package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
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
  private final boolean[] dimmed = new boolean[WIDTH * HEIGHT];

  @BeforeEach
  void dimAll() {
    Arrays.fill(dimmed, true);
  }

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
    light.learn(image, background, changed, dimmed);

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
    light.learn(image, background, changed, dimmed);

    // then
    assertThat(light.least()).isGreaterThan(light.most());
  }

  @Test
  void shouldKnowNoShadowsWhereDarkVehiclesHideFaintMarkings() {
    // given markings hardly lighter than the road
    stripes();
    for (int i = 0; i < background.length; i++) {
      background[i] = background[i] == ROAD ? 100 : 115;
    }

    // when
    Arrays.fill(image.luma, 45);
    light.learn(image, background, changed, dimmed);

    // then
    assertThat(light.least()).isGreaterThan(light.most());
  }

  @Test
  void shouldKnowNoShadowsWhereVehiclesOnlyShadeWhatIsBelowThem() {
    // given
    stripes();

    // when
    for (int i = 0; i < background.length; i++) {
      image.luma[i] = 0.72f * background[i];
    }
    light.learn(image, background, changed, dimmed);

    // then
    assertThat(light.least()).isGreaterThan(light.most());
  }

  @Test
  void shouldHoldOnToShadowsWhileVehiclesPass() {
    // given
    stripes();
    pass(0.49f, 40);

    // when vehicles of all kinds of grey cover some rows
    for (int n = 0; n < 50; n++) {
      clear();
      Arrays.fill(changed, 0, 3 * WIDTH, BackgroundModel.STRONG);
      Arrays.fill(image.luma, 0, 3 * WIDTH, 60 + n);
      light.learn(image, background, changed, dimmed);
    }

    // then
    assertThat(light.least()).isBetween(0.42f, 0.47f);
    assertThat(light.most()).isBetween(0.51f, 0.56f);
  }

  @Test
  void shouldLearnFromShadowsThatPassBesideWhatStands() {
    // given something that stands in the upper half, and leaves more light than shadows do
    stripes();

    // when shadows pass again and again in the lower half
    for (int n = 0; n < 40; n++) {
      boolean passes = n % 8 == 0;
      for (int i = 0; i < background.length; i++) {
        boolean stands = i < background.length / 2;
        changed[i] = stands || passes ? BackgroundModel.STRONG : BackgroundModel.SAME;
        image.luma[i] = (stands ? 0.57f : passes ? 0.49f : 1) * background[i];
      }
      light.learn(image, background, changed, dimmed);
    }

    // then
    assertThat(light.least()).isBetween(0.42f, 0.47f);
    assertThat(light.most()).isBetween(0.51f, 0.56f);
  }

  @Test
  void shouldLearnNothingFromPlainRoad() {
    // given
    Arrays.fill(background, ROAD);
    Arrays.fill(changed, BackgroundModel.STRONG);

    // when
    Arrays.fill(image.luma, 0.6f * ROAD);
    light.learn(image, background, changed, dimmed);

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
    light.learn(image, background, changed, dimmed);

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

  /** Lets shadows pass that leave a share of the light. */
  private void pass(float ratio, int times) {
    for (int n = 0; n < times; n++) {
      clear();
      Arrays.fill(changed, BackgroundModel.STRONG);
      for (int i = 0; i < background.length; i++) {
        image.luma[i] = ratio * background[i];
      }
      light.learn(image, background, changed, dimmed);
    }
  }

  private void clear() {
    Arrays.fill(changed, BackgroundModel.SAME);
    light.learn(image, background, changed, dimmed);
  }

  private void stripes() {
    Arrays.fill(changed, BackgroundModel.STRONG);
    for (int i = 0; i < background.length; i++) {
      background[i] = i % WIDTH / 2 % 2 == 0 ? ROAD : MARKING;
    }
  }
}
