package dev.gantry.ingest.city.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SheenTest {

  private static final int SIDE = 8;
  private static final int MIDDLE = 4 * SIDE + 4;

  private final Canvas canvas = new Canvas(SIDE, SIDE);
  private final Sheen sheen = new Sheen(SIDE, SIDE);

  SheenTest() {
    float[] standing = new float[SIDE * SIDE];
    Arrays.fill(standing, Float.POSITIVE_INFINITY);
    byte[] grey = new byte[3 * SIDE * SIDE];
    Arrays.fill(grey, (byte) 100);
    canvas.begin(new Backdrop(grey, standing, new byte[SIDE * SIDE]));
    canvas.at(10);
  }

  @Test
  void shouldMirrorABodyOnceHoweverManyPartsLieBehindEachOther() {
    // given
    sheen.add(square(1, 7), new Colour(0, 0, 0));
    sheen.add(square(1, 7), new Colour(1, 1, 1));
    sheen.add(square(2, 6), new Colour(0, 0, 0));

    // when
    sheen.layOver(canvas, .2);

    // then
    assertThat(brightness(MIDDLE)).as("a fifth of black").isBetween(79, 81);
    assertThat(brightness(SIDE + 1)).as("a fifth of white").isBetween(130, 132);
    assertThat(brightness(0)).as("beside it").isEqualTo(100);
  }

  @Test
  void shouldForgetABodyOnceItIsMirrored() {
    // given
    sheen.add(square(1, 7), new Colour(0, 0, 0));
    sheen.layOver(canvas, .2);
    int once = brightness(MIDDLE);

    // when
    sheen.layOver(canvas, .2);

    // then
    assertThat(brightness(MIDDLE)).isEqualTo(once);
  }

  @Test
  void shouldMirrorNothingBehindWhatStandsNearer() {
    // given
    canvas.begin(
        new Backdrop(canvas.pixels().clone(), new float[SIDE * SIDE], new byte[SIDE * SIDE]));
    sheen.add(square(1, 7), new Colour(0, 0, 0));

    // when
    sheen.layOver(canvas, .2);

    // then
    assertThat(brightness(MIDDLE)).isEqualTo(100);
  }

  private int brightness(int pixel) {
    return canvas.pixels()[3 * pixel] & 0xFF;
  }

  private static Polygon square(double from, double to) {
    Polygon square = new Polygon();
    square.add(from, from);
    square.add(to, from);
    square.add(to, to);
    square.add(from, to);
    return square;
  }
}
