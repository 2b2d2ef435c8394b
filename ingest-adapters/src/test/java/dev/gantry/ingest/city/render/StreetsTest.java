package dev.gantry.ingest.city.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.city.render.Streets.Ground;
import dev.gantry.ingest.city.road.Junction;
import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Movement;
import dev.gantry.ingest.city.road.Pose;
import dev.gantry.ingest.city.road.RoadNetwork;
import org.junit.jupiter.api.Test;

class StreetsTest {

  private static final RoadNetwork NETWORK = TestStreet.NETWORK;
  private static final double MARKED = .62;

  private final Streets streets = new Streets(NETWORK, link -> true, 1);

  @Test
  void shouldPaintStopLinesBeforeJunctionsOnly() {
    for (Link link : NETWORK.links()) {
      for (int lane = 0; lane < link.lanes(); lane++) {
        double middle = Link.laneOffset(lane) + 1;
        assertThat(brightness(link.at(link.length() - .2, middle)) > MARKED)
            .as("stop line of %s", link)
            .isEqualTo(link.to().isPresent());
        assertThat(brightness(link.at(link.length() - 3, middle))).isLessThan(MARKED);
      }
    }
  }

  @Test
  void shouldPaintZebrasWherePeopleCross() {
    Link link = TestStreet.CAMERA.link();
    Junction junction = link.to().orElseThrow();
    double kerb = Street.crossedKerb(link, link.to());
    double along = link.length() + junction.setback() - kerb - 1.8;
    int stripes = 0;
    for (double right = .25; right < link.lanes() * Link.LANE_METRES; right += .5) {
      stripes += brightness(link.at(along, right)) > MARKED ? 1 : 0;
    }
    assertThat(stripes).isEqualTo(link.lanes() * 7 / 2);
  }

  @Test
  void shouldHaveRoadWhereTrafficGoesAndPavementBeside() {
    for (Movement movement : NETWORK.movements()) {
      for (double way = 0; way <= movement.length(); way += 1) {
        assertThat(ground(movement.path().at(way)).isRoad()).as("%s", movement).isTrue();
      }
    }
    for (Link link : NETWORK.links()) {
      for (double along = 0; along < link.length(); along += 5) {
        assertThat(ground(link.at(along, link.kerbOffset() - .2)).isRoad()).isTrue();
        assertThat(ground(link.at(along, link.kerbOffset() + .6)).isRoad()).isFalse();
      }
    }
  }

  private double brightness(Pose place) {
    return ground(place).albedo().green();
  }

  private Ground ground(Pose place) {
    return streets.at(place.x(), place.y(), 10);
  }
}
