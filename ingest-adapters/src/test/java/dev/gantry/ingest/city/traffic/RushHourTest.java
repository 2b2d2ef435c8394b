package dev.gantry.ingest.city.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.road.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The city at its busiest, for an hour: traffic is slow, and goes on. */
class RushHourTest {

  private static final int QUARTER_TO_EIGHT = 7 * 3600 + 45 * 60;
  private static final int STEPS_A_SECOND = 10;
  private static final int SPELL_SECONDS = 600;
  private static final int SPELLS = 6;
  private static final double CYCLE = Signal.cycleSeconds(4);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldLetEverybodyPassInOneCycleWhenNothingIsWrong(long seed) {
    var settings = new CitySettings(seed, 2, 2, QUARTER_TO_EIGHT, 1, Double.POSITIVE_INFINITY);

    Hour hour = new Hour(new City(settings, network -> List.of()));

    assertThat(hour.meanSpeeds).hasSize(SPELLS).allMatch(speed -> speed > 2);
    assertThat(hour.longestStand).isLessThan(CYCLE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldKeepMovingWhateverGoesWrong(long seed) {
    var scenario = new CityScenario(seed, 4, 10, QUARTER_TO_EIGHT, true);

    Hour hour = new Hour(new CityWatch(scenario).city());

    assertThat(hour.meanSpeeds).hasSize(SPELLS).allMatch(speed -> speed > 1.2);
    assertThat(hour.longestStand).isLessThan(5 * CYCLE);
  }

  /** An hour of a city: the mean speed of all vehicles by ten minutes, and who stood longest. */
  private static final class Hour {

    private final List<Double> meanSpeeds = new ArrayList<>();
    private double longestStand;

    Hour(City city) {
      Map<String, Double> standingSince = new HashMap<>();
      for (int spell = 0; spell < SPELLS; spell++) {
        double speeds = 0;
        int vehicles = 0;
        for (int second = 0; second < SPELL_SECONDS; second++) {
          goOn(city);
          for (Actor vehicle : vehicles(city)) {
            speeds += vehicle.speedMps();
            vehicles++;
          }
          look(city, standingSince);
        }
        meanSpeeds.add(speeds / vehicles);
      }
    }

    private void look(City city, Map<String, Double> standingSince) {
      Set<String> standing = new HashSet<>();
      for (Actor vehicle : vehicles(city)) {
        if (vehicle.speedMps() < QueueWatch.STANDING) {
          standing.add(vehicle.id());
          standingSince.putIfAbsent(vehicle.id(), city.now());
          longestStand = Math.max(longestStand, city.now() - standingSince.get(vehicle.id()));
        }
      }
      standingSince.keySet().retainAll(standing);
    }

    private static void goOn(City city) {
      for (int step = 0; step < STEPS_A_SECOND; step++) {
        city.step();
      }
    }

    private static List<Actor> vehicles(City city) {
      return city.actors().stream().filter(actor -> !actor.isPerson()).toList();
    }
  }
}
