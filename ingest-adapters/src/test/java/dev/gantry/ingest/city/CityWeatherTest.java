package dev.gantry.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.ingest.city.camera.CameraLayout;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.render.Conditions;
import dev.gantry.ingest.city.render.Conditions.Light;
import dev.gantry.ingest.city.road.RoadNetwork;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CityWeatherTest {

  private static final int SPELL = 1800;
  private static final CityCamera CAMERA = CameraLayout.place(RoadNetwork.grid(1, 3, 3), 1).get(0);

  @Test
  void shouldBeNightFromEveningToMorning() {
    CityWeather weather = new CityWeather(1);

    assertThat(weather.at(CAMERA, 6 * 3600).light()).isEqualTo(Light.NIGHT);
    assertThat(weather.at(CAMERA, 6.5 * 3600).light()).isEqualTo(Light.DAY);
    assertThat(weather.at(CAMERA, 20 * 3600).light()).isEqualTo(Light.NIGHT);
    assertThat(weather.at(CAMERA, (24 + 12) * 3600).light()).isEqualTo(Light.DAY);
  }

  @Test
  void shouldRainInOneSpellOfFiveAndBlowInOneOfTen() {
    List<Conditions> spells = spellsOfADay(40);

    assertThat(share(spells, spells.stream().filter(c -> c.rain() > 0).count()))
        .isCloseTo(.2, within(.03));
    assertThat(share(spells, spells.stream().filter(c -> c.shake() > 0).count()))
        .isCloseTo(.1, within(.03));
    assertThat(spells).filteredOn(c -> c.shake() > 0).allMatch(c -> c.shake() <= 3);
  }

  @Test
  void shouldBlowWithAndWithoutRain() {
    List<Conditions> windy = spellsOfADay(40).stream().filter(c -> c.shake() > 0).toList();

    assertThat(windy).anyMatch(c -> c.rain() > 0).anyMatch(c -> c.rain() == 0);
  }

  @Test
  void shouldKeepToItsWeatherForASpell() {
    CityWeather weather = new CityWeather(7);

    for (int start = 7 * 3600; start < 19 * 3600; start += SPELL) {
      assertThat(weather.at(CAMERA, start + SPELL - 1).shake())
          .isEqualTo(weather.at(CAMERA, start).shake());
    }
  }

  private static List<Conditions> spellsOfADay(int seeds) {
    List<Conditions> spells = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      CityWeather weather = new CityWeather(seed);
      for (int second = 0; second < 86_400; second += SPELL) {
        spells.add(weather.at(CAMERA, second));
      }
    }
    return spells;
  }

  private static double share(List<Conditions> spells, long some) {
    return (double) some / spells.size();
  }
}
