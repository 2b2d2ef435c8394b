package dev.gantry.bench.city;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.truth.CityScore;
import dev.gantry.ingest.city.truth.KindScore;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CityBenchTest {

  private static final long FRAMES = 1_800;

  @Test
  void shouldFindWhatTheTruthOfTheCitySays() {
    CityScenario scenario = new CityScenario(5, 4, 10, CityScenario.DEFAULT_SECOND_OF_DAY, true);

    CityScore score = new CityBench(scenario, FRAMES, Optional.empty()).run();

    assertThat(score.detectionRecall().orElseThrow()).isGreaterThan(0.9);
    assertThat(score.speedMaeKmh().orElseThrow()).isLessThan(2);
    assertThat(score.byKind())
        .as("what happened in this city, watched or not")
        .containsKey("stopped_vehicle")
        .hasEntrySatisfying("near_miss", CityBenchTest::allFoundAndNoOther)
        .hasEntrySatisfying("speeding", CityBenchTest::allFoundAndNoOther)
        .hasEntrySatisfying("wrong_way", CityBenchTest::allFoundAndNoOther)
        .hasEntrySatisfying("camera_frozen", CityBenchTest::allFoundAndNoOther)
        .hasEntrySatisfying("camera_covered", CityBenchTest::allFoundAndNoOther);
  }

  private static void allFoundAndNoOther(KindScore kind) {
    assertThat(kind.incidents()).isPositive();
    assertThat(kind.found()).isEqualTo(kind.incidents());
    assertThat(kind.right()).isEqualTo(kind.alerts());
  }
}
