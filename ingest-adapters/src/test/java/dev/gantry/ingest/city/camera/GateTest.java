package dev.gantry.ingest.city.camera;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.traffic.Actor;
import org.junit.jupiter.api.Test;

class GateTest {

  private final CityWatch watch = new CityWatch(new CityScenario(1, 1, 1, 8 * 3600, false));
  private final CityCamera camera = watch.cameras().get(0);
  private final Gate gate = Gate.of(watch.cameras()).get(0);
  private final double kerb = camera.link().kerbOffset();

  @Test
  void shouldHaveAtTheDoorOnlyWhoIsInTheZoneThatTheCameraIsGiven() {
    Actor onPavement = somebodyAt(Gate.AHEAD, kerb + .2);
    Actor steppedOff = somebodyAt(Gate.AHEAD, kerb - .2);
    Actor fartherOn = somebodyAt(Gate.AHEAD + Gate.ZONE, kerb + .2);

    assertThat(gate.isAtDoor(onPavement)).isTrue();
    assertThat(gate.isAtDoor(steppedOff)).isFalse();
    assertThat(gate.isAtDoor(fartherOn)).isFalse();
  }

  @Test
  void shouldHaveNearItWhoStandsOnTheKerbToo() {
    assertThat(gate.isNear(somebodyAt(Gate.AHEAD, kerb - .2))).isTrue();
    assertThat(gate.isNear(somebodyAt(Gate.AHEAD + 8, kerb + .2))).isTrue();
    assertThat(gate.isNear(somebodyAt(Gate.AHEAD, kerb - 2))).isFalse();
  }

  private Actor somebodyAt(double ahead, double right) {
    watch.advanceTo(60);
    return watch.city().people().get(0).at(camera.foot().moved(ahead, right));
  }
}
