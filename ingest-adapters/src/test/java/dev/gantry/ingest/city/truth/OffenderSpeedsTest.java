package dev.gantry.ingest.city.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.city.CityScenario;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OffenderSpeedsTest {

  private static final int FPS = 10;
  private static final int FRAMES = 3000;

  private final CityTruth truth = new CityTruth(new CityScenario(1, 4, FPS, 8 * 3600, true));

  @Test
  void shouldHaveASpeedForEveryFrameWhileItLasts() {
    List<TrueIncident> offences =
        truth.incidentsUntil(FRAMES).stream()
            .filter(each -> each.subjects().keySet().equals(Set.of("segment")))
            .filter(each -> !each.who().isEmpty() && each.ends() < FRAMES / (double) FPS)
            .toList();
    assertThat(offences)
        .extracting(TrueIncident::kind)
        .contains("speeding", "near_miss", "wrong_way", "stopped_vehicle", "person_on_carriageway");
    for (TrueIncident offence : offences) {
      OffenderSpeeds.Speeds speeds = truth.speeds(offence).orElseThrow();
      long first = frame(offence.begins());
      assertThat(speeds.from())
          .as(offence.toString())
          .isBetween(first, isNew(offence) ? first + 1 : first);
      assertThat(speeds.from() + speeds.mps().size() - 1)
          .as(offence.toString())
          .isEqualTo(frame(offence.ends()));
    }
  }

  @Test
  void shouldBeTheSpeedsThatFramesTell() {
    int seen = 0;
    for (TrueIncident incident : truth.incidentsUntil(FRAMES)) {
      if (truth.speeds(incident).isEmpty()) {
        continue;
      }
      OffenderSpeeds.Speeds speeds = truth.speeds(incident).orElseThrow();
      for (String camera : incident.cameras()) {
        for (int i = 0; i < speeds.mps().size(); i++) {
          for (TrueObject object :
              truth.frame(truth.camera(camera).orElseThrow(), speeds.from() + i)) {
            if (object.actorId().equals(incident.who())) {
              assertThat(object.speedMps()).isEqualTo(speeds.mps().get(i));
              seen++;
            }
          }
        }
      }
    }
    assertThat(seen).isGreaterThan(1000);
  }

  /** Who steps into the street was not in the city before. */
  private static boolean isNew(TrueIncident offence) {
    return offence.kind().equals("person_on_carriageway");
  }

  private static long frame(double seconds) {
    return Math.round(seconds * FPS);
  }
}
