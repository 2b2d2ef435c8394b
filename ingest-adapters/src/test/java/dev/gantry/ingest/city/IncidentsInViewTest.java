package dev.gantry.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.city.truth.CityTruth;
import dev.gantry.ingest.city.truth.TrueIncident;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentsInViewTest {

  private static final int FPS = 10;

  @ParameterizedTest
  @CsvSource({"1, 8", "2, 8", "3, 21", "4, 2"})
  void shouldShowASpeederWithinTheFirstSeconds(long seed, int hour) {
    CityTruth truth = truth(seed, hour, FPS);
    TrueIncident first = truth.incidentsUntil(10 * FPS).get(0);
    assertThat(first.kind()).isEqualTo("speeding");
    assertThat(first.begins()).isZero();
    assertThat(isInView(truth, first, 0, FPS)).as("in the first second").isFalse();
    assertThat(isInView(truth, first, FPS, 3 * FPS)).as("in the two after").isTrue();
  }

  @Test
  void shouldBringNearMissesBeforeTheEyesOfACamera() {
    CityTruth truth = truth(1, 8, 5);
    List<TrueIncident> nearMisses =
        truth.incidentsUntil(30 * 60 * 5).stream()
            .filter(incident -> incident.kind().equals("near_miss"))
            .toList();
    long seen = nearMisses.stream().filter(incident -> !incident.cameras().isEmpty()).count();
    assertThat(nearMisses).hasSizeGreaterThan(5);
    assertThat(seen).isGreaterThanOrEqualTo(nearMisses.size() - 2);
  }

  private static CityTruth truth(long seed, int hour, int framesPerSecond) {
    return new CityTruth(new CityScenario(seed, 4, framesPerSecond, hour * 3600, true));
  }

  private static boolean isInView(CityTruth truth, TrueIncident incident, long from, long to) {
    for (long seq = from; seq < to; seq++) {
      for (int camera = 0; camera < 4; camera++) {
        boolean isThere =
            truth.frame(camera, seq).stream()
                .anyMatch(object -> object.actorId().equals(incident.who()) && object.isExpected());
        if (isThere) {
          return true;
        }
      }
    }
    return false;
  }
}
