package dev.gantry.ingest.city.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Signal.Light;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CityTest {

  private static final int MINUTE = 600;
  private static final int FIVE_MINUTES = 5 * MINUTE;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 20261120})
  void shouldKeepVehiclesApartAndWithinPhysics(long seed) {
    checkSteps(city(seed), FIVE_MINUTES);
  }

  /** Cities of several sizes, at all hours, in which something goes wrong every five seconds. */
  static Stream<CitySettings> manyCities() {
    return LongStream.rangeClosed(101, 140)
        .mapToObj(
            seed ->
                new CitySettings(
                    seed, 2 + (int) (seed % 3), 2, 7 * seed % 24 * 3600, (1 + seed % 4) / 2.0, 5));
  }

  @ParameterizedTest
  @MethodSource("manyCities")
  void shouldKeepVehiclesApartAndWithinPhysicsInManyCities(CitySettings settings) {
    checkSteps(city(settings), MINUTE);
  }

  private static void checkSteps(City city, int steps) {
    Map<String, Actor> before = Map.of();
    for (int i = 0; i < steps; i++) {
      city.step();
      List<Actor> actors = city.actors();
      assertThat(Overlaps.among(actors)).as("at %.1f s", city.now()).isEmpty();
      before = checkStep(before, actors);
    }
  }

  @Test
  void shouldBeTheSameForTheSameSeed() {
    City one = city(7);
    City other = city(7);
    for (int i = 0; i < 600; i++) {
      one.step();
      other.step();
    }
    assertThat(one.actors()).isEqualTo(other.actors());
    assertThat(one.incidents()).isEqualTo(other.incidents());
    assertThat(city(8).actors()).isNotEqualTo(city(7).actors());
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 10})
  void shouldBringAboutIncidentsOfEveryKind(int hour) {
    City city = city(1, hour, 10);
    for (int i = 0; i < 3 * FIVE_MINUTES; i++) {
      city.step();
    }
    assertThat(city.incidents())
        .extracting(RoadIncident::kind)
        .contains(RoadIncident.Kind.values());
    assertThat(city.incidents())
        .allSatisfy(incident -> assertThat(incident.ends()).isGreaterThan(incident.begins()));
  }

  @Test
  void shouldShowTheRedThatHoldsAQueue() {
    City city = city(1);
    Set<String> held = new HashSet<>();
    for (int i = 0; i < 3 * FIVE_MINUTES; i++) {
      city.step();
      for (Link link : city.network().links()) {
        if (link.to().isPresent() && city.light(link, city.now()) != link.light(city.now())) {
          assertThat(city.light(link, city.now())).isNotEqualTo(Light.GREEN);
          held.add(link.id());
        }
      }
    }
    assertThat(city.incidents())
        .filteredOn(incident -> incident.kind() == RoadIncident.Kind.QUEUE)
        .extracting(RoadIncident::linkId)
        .containsAnyElementsOf(held);
  }

  @Test
  void shouldShowAmberAfterGreenAlone() {
    City city = city(1);
    Map<Link, Light> before = new HashMap<>();
    for (int i = 0; i < 3 * FIVE_MINUTES; i++) {
      city.step();
      for (Link link : city.network().links()) {
        if (link.to().isPresent()) {
          Light now = city.light(link, city.now());
          Light was = Optional.ofNullable(before.put(link, now)).orElse(now);
          assertThat(was + " to " + now)
              .as("%s at %.1f s", link, city.now())
              .isNotIn("GREEN to RED", "RED to AMBER", "AMBER to GREEN");
        }
      }
    }
  }

  @Test
  void shouldSayOfAllThatWentWrongWhatStillDoes() {
    City city = city(1);
    int seen = 0;
    for (int i = 0; i < FIVE_MINUTES; i++) {
      city.step();
      List<RoadIncident> current = city.currentIncidents();
      seen = Math.max(seen, current.size());
      assertThat(current)
          .isEqualTo(
              city.incidents().stream().filter(incident -> incident.ends() >= city.now()).toList());
    }
    assertThat(seen).isPositive();
  }

  @Test
  void shouldBeTheSameCityForWhoKeepsNothingOfWhatIsOver() {
    City city = city(1);
    City forgetful = city(1);
    forgetful.keepNoIncidents();
    for (int i = 0; i < FIVE_MINUTES; i++) {
      city.step();
      forgetful.step();
    }
    assertThat(forgetful.actors()).isEqualTo(city.actors());
    assertThat(forgetful.currentIncidents()).isEqualTo(city.currentIncidents());
    assertThat(city.incidents()).hasSizeGreaterThan(city.currentIncidents().size());
    assertThat(city.currentIncidents()).containsAll(forgetful.incidents());
  }

  @Test
  void shouldDoNothingWrongWhenNothingIsToGoWrong() {
    City city = city(1, Double.POSITIVE_INFINITY);
    for (int i = 0; i < FIVE_MINUTES; i++) {
      city.step();
    }
    assertThat(city.incidents()).isEmpty();
  }

  private static Map<String, Actor> checkStep(Map<String, Actor> before, List<Actor> actors) {
    Map<String, Actor> now = new HashMap<>();
    for (Actor actor : actors) {
      checkStep(before.getOrDefault(actor.id(), actor), actor);
      now.put(actor.id(), actor);
    }
    return now;
  }

  private static void checkStep(Actor before, Actor now) {
    assertThat(now.speedMps()).isBetween(0.0, 27.0);
    double way = StrictMath.hypot(dx(before, now), dy(before, now));
    double fastest = Math.max(before.speedMps(), now.speedMps());
    assertThat(way).as("way from %s to %s", before, now).isLessThan(fastest * .1 + .35);
    if (!now.isPerson()) {
      double change = Math.abs(now.speedMps() - before.speedMps());
      assertThat(change).as("change of speed of %s", now).isLessThanOrEqualTo(.86);
    }
  }

  private static double dx(Actor before, Actor now) {
    return now.pose().x() - before.pose().x();
  }

  private static double dy(Actor before, Actor now) {
    return now.pose().y() - before.pose().y();
  }

  private static City city(long seed) {
    return city(seed, 10);
  }

  private static City city(long seed, double secondsBetweenIncidents) {
    return city(seed, 8, secondsBetweenIncidents);
  }

  private static City city(long seed, int hour, double secondsBetweenIncidents) {
    return city(new CitySettings(seed, 2, 2, hour * 3600, 1, secondsBetweenIncidents));
  }

  private static City city(CitySettings settings) {
    return new City(
        settings,
        network ->
            network.links().stream()
                .filter(link -> link.to().isPresent())
                .map(Stretch::of)
                .toList());
  }
}
