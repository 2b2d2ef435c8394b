package dev.gantry.domain.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PolygonTest {

  @Test
  void shouldHoldItsInsideAndItsSidesOnly() {
    Polygon road =
        Polygon.of(List.of(new Point(0, 0), new Point(7, 0), new Point(7, 42), new Point(0, 42)));

    assertThat(road.contains(new Point(3, 20))).isTrue();
    assertThat(road.contains(new Point(0, 0))).isTrue();
    assertThat(road.contains(new Point(7, 10))).isTrue();
    assertThat(road.contains(new Point(3, 42))).isTrue();
    assertThat(road.contains(new Point(7.001, 10))).isFalse();
    assertThat(road.contains(new Point(3, -0.001))).isFalse();
    assertThat(road.area()).isEqualTo(294);
  }

  @Test
  void shouldLeaveOutTheNotchWhenConcave() {
    Polygon u =
        Polygon.of(
            List.of(
                new Point(0, 0),
                new Point(6, 0),
                new Point(6, 6),
                new Point(4, 6),
                new Point(4, 2),
                new Point(2, 2),
                new Point(2, 6),
                new Point(0, 6)));

    assertThat(u.contains(new Point(1, 5))).isTrue();
    assertThat(u.contains(new Point(5, 5))).isTrue();
    assertThat(u.contains(new Point(3, 5))).isFalse();
    assertThat(u.contains(new Point(3, 1))).isTrue();
  }

  @Test
  void shouldAgreeWithHalfPlanesWhenConvexEitherWayRound() {
    Random random = new Random(1);
    for (int round = 0; round < 100; round++) {
      List<Point> corners = new ArrayList<>();
      int n = 3 + random.nextInt(8);
      double turn = random.nextDouble();
      for (int i = 0; i < n; i++) {
        double angle = turn + 2 * Math.PI * i / n;
        corners.add(new Point(100 + 50 * Math.cos(angle), 30 + 20 * Math.sin(angle)));
      }
      List<Point> reversed = new ArrayList<>(corners);
      Collections.reverse(reversed);
      Polygon polygon = Polygon.of(corners);
      Polygon other = Polygon.of(reversed);
      for (int i = 0; i < 50; i++) {
        Point p = new Point(40 + 120 * random.nextDouble(), 60 * random.nextDouble());
        assertThat(polygon.contains(p)).isEqualTo(insideConvex(corners, p));
        assertThat(other.contains(p)).isEqualTo(polygon.contains(p));
      }
    }
  }

  @Test
  void shouldSayWhatIsWrongWhenCornersEncloseNoArea() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Polygon.of(List.of(new Point(0, 0), new Point(1, 1))))
        .withMessage("expected 3 corners or more, found 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Polygon.of(List.of(new Point(0, 0), new Point(1, 1), new Point(2, 2))))
        .withMessageContaining("all on one line");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Polygon.of(
                    List.of(new Point(0, 0), new Point(4, 4), new Point(4, 0), new Point(0, 5))))
        .withMessageContaining("side 1 crossing side 3");
  }

  private static boolean insideConvex(List<Point> corners, Point p) {
    for (int i = 0; i < corners.size(); i++) {
      Point a = corners.get(i);
      Point b = corners.get((i + 1) % corners.size());
      if ((b.x() - a.x()) * (p.y() - a.y()) - (b.y() - a.y()) * (p.x() - a.x()) < 0) {
        return false;
      }
    }
    return true;
  }
}
