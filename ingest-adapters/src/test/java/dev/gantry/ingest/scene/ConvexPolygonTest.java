package dev.gantry.ingest.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConvexPolygonTest {

  @Test
  void shouldDropPointsInsideTheHull() {
    // when
    ConvexPolygon hull =
        ConvexPolygon.hullOf(
            List.of(
                new Point(0, 0),
                new Point(4, 0),
                new Point(2, 1),
                new Point(4, 3),
                new Point(0, 3),
                new Point(2, 0)));
    // then
    assertThat(hull.corners()).hasSize(4);
    assertThat(hull.area()).isCloseTo(12, within(1e-12));
    assertThat(hull.bounds()).isEqualTo(new Box(0, 0, 4, 3));
  }

  @Test
  void shouldIntersectLikeBoxes() {
    // given
    var a = new Box(0, 0, 10, 10);
    var b = new Box(6, 7, 10, 10);
    // when
    ConvexPolygon shared = ConvexPolygon.of(a).intersection(ConvexPolygon.of(b));
    // then
    assertThat(shared.area()).isCloseTo(a.intersection(b), within(1e-12));
  }

  @Test
  void shouldBeEmptyWhereNothingIsShared() {
    // given
    ConvexPolygon a = ConvexPolygon.of(new Box(0, 0, 10, 10));
    // when
    ConvexPolygon shared = a.intersection(ConvexPolygon.of(new Box(20, 0, 10, 10)));
    // then
    assertThat(shared.isEmpty()).isTrue();
    assertThat(shared.area()).isZero();
  }

  @Test
  void shouldClipHullsAndBoxesWhicheverComesFirst() {
    // given: a diamond over the corner of a box
    ConvexPolygon diamond =
        ConvexPolygon.hullOf(
            List.of(new Point(-2, 0), new Point(0, -2), new Point(2, 0), new Point(0, 2)));
    ConvexPolygon box = ConvexPolygon.of(new Box(0, 0, 5, 5));
    // then: a quarter of it
    assertThat(diamond.intersection(box).area()).isCloseTo(2, within(1e-12));
    assertThat(box.intersection(diamond).area()).isCloseTo(2, within(1e-12));
  }
}
