package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FootprintTest {

  @Test
  void shouldTouchWhenTheGapIsClosed() {
    Footprint follower = new Footprint(0, 0, 0, 1, 4, 2, 0, 10);
    Footprint leader = new Footprint(.5, 20, 0, 1, 6, 2, 0, 2);

    assertThat(follower.timeToTouch(leader).orElseThrow())
        .isCloseTo((20 - 2 - 3) / 8.0, within(1e-9));
    assertThat(leader.timeToTouch(follower).orElseThrow())
        .isCloseTo((20 - 2 - 3) / 8.0, within(1e-9));
  }

  @Test
  void shouldPassBesideAndNotTouchBackwards() {
    Footprint one = new Footprint(0, 0, 0, 1, 4, 2, 0, 10);

    assertThat(one.timeToTouch(new Footprint(2.1, 20, 0, 1, 4, 2, 0, 0))).isEmpty();
    assertThat(one.timeToTouch(new Footprint(0, -20, 0, 1, 4, 2, 0, 0))).isEmpty();
    assertThat(one.timeToTouch(new Footprint(0, 20, 0, 1, 4, 2, 0, 10))).isEmpty();
    assertThat(one.timeToTouch(new Footprint(0, 3, 0, 1, 4, 2, 0, 0))).as("overlapping").isEmpty();
  }

  @Test
  void shouldTouchWhenTheyOverlapForTheFirstTimeWhereverTheyGo() {
    Random random = new Random(3);
    for (int n = 0; n < 2_000; n++) {
      Footprint a = random(random);
      Footprint b = random(random);
      double touch = a.timeToTouch(b).orElse(-1);
      if (touch > 0) {
        assertThat(overlap(after(a, touch - 1e-6), after(b, touch - 1e-6))).isFalse();
        assertThat(overlap(after(a, touch + 1e-6), after(b, touch + 1e-6))).isTrue();
      } else if (!overlap(a, b)) {
        for (double t = 0; t < 20; t += .1) {
          assertThat(overlap(after(a, t), after(b, t))).isFalse();
        }
      }
    }
  }

  private static Footprint random(Random random) {
    double angle = random.nextDouble() * 2 * Math.PI;
    return new Footprint(
        20 * random.nextGaussian(),
        20 * random.nextGaussian(),
        Math.sin(angle),
        Math.cos(angle),
        1 + 8 * random.nextDouble(),
        .5 + 2 * random.nextDouble(),
        5 * random.nextGaussian(),
        5 * random.nextGaussian());
  }

  private static Footprint after(Footprint of, double seconds) {
    return new Footprint(
        of.x() + seconds * of.vx(),
        of.y() + seconds * of.vy(),
        of.ux(),
        of.uy(),
        of.length(),
        of.width(),
        of.vx(),
        of.vy());
  }

  /** By areas: two rectangles overlap unless a side of one parts them. */
  private static boolean overlap(Footprint a, Footprint b) {
    Area both = area(a);
    both.intersect(area(b));
    return !both.isEmpty();
  }

  private static Area area(Footprint of) {
    var shape = new AffineTransform(of.ux(), of.uy(), -of.uy(), of.ux(), of.x(), of.y());
    return new Area(
        shape.createTransformedShape(
            new Rectangle2D.Double(-of.length() / 2, -of.width() / 2, of.length(), of.width())));
  }
}
