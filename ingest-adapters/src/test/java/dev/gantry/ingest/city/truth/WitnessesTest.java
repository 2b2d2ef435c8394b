package dev.gantry.ingest.city.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.geometry.Box;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.camera.Sighting;
import dev.gantry.ingest.city.road.Pose;
import dev.gantry.ingest.city.traffic.Actor;
import dev.gantry.ingest.city.traffic.RoadIncident;
import java.util.List;
import org.junit.jupiter.api.Test;

class WitnessesTest {

  private static final RoadIncident NEAR_MISS =
      new RoadIncident("i1", RoadIncident.Kind.NEAR_MISS, "link-1", "v2", "v1", 0, 2, .8, true);

  private final Witnesses witnesses =
      new Witnesses(
          new CityWatch(new CityScenario(1, 1, 10, CityScenario.DEFAULT_SECOND_OF_DAY, false))
              .cameras(),
          10);

  @Test
  void shouldSayThatANearMissIsSeenClearlyWhereBothAreForHalfASecond() {
    look(0, 4, seen("v2", 1), seen("v1", 1));
    assertThat(witnesses.sawClearly("i1")).isFalse();

    look(4, 5, seen("v2", 1), seen("v1", 1));
    assertThat(witnesses.sawClearly("i1")).isTrue();
  }

  @Test
  void shouldNotSayItWhereOneIsHiddenOrOutOfTheImage() {
    look(0, 10, seen("v2", 1), seen("v1", .4));
    look(10, 20, seen("v2", 1));

    assertThat(witnesses.sawClearly("i1")).isFalse();
    assertThat(witnesses.of("i1")).hasSize(1);
  }

  private void look(int from, int to, Sighting... seen) {
    for (int frame = from; frame < to; frame++) {
      witnesses.look(0, List.of(seen), frame / 10.0, false, List.of(NEAR_MISS));
    }
  }

  private static Sighting seen(String id, double visible) {
    Actor car =
        new Actor(
            id, Actor.Shape.SALOON, "car", 4.5, 1.8, 1.5, new Pose(0, 0, 0), 8, 0, "link-1", false);
    return new Sighting(car, new Box(200, 100, 60, 50), 20, visible);
  }
}
