package dev.gantry.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.process.GantryProcess;
import dev.gantry.ingest.CityRecordScorer;
import dev.gantry.ingest.Pace;
import dev.gantry.ingest.SimulatedRecords;
import dev.gantry.ingest.SimulatorSettings;
import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.truth.KindScore;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.testkit.OfflineReplay;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What TASKS tells of the tasks of a city, by the rules as shipped, against the city's truth. */
class CityTasksTest {

  private static final Set<String> RULES = Set.of("task_overdue", "task_illegal_transition");
  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
  private static final int SECONDS = 2_400;

  /** Patrols, checks of which some are skipped, maintenance and jobs: most of them go well. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldFindAllThatGoesWrongWithTasksAndNothingElse(long seed) {
    // given
    CityScenario scenario = new CityScenario(seed, 4, 1, CityScenario.DEFAULT_SECOND_OF_DAY, true);
    CityRecordScorer scorer = new CityRecordScorer(scenario, START, RULES);
    SimulatedRecords records =
        SimulatedRecords.withoutCameras(
            new SimulatorSettings(scenario, START, Pace.UNPACED, OptionalLong.of(SECONDS)));

    // when
    try (OfflineReplay replay =
        new OfflineReplay(rules(), TopologiesConfig.DEFAULT, into(scorer))) {
      for (long seq = 0; seq < SECONDS; seq++) {
        records.frame(seq, new TasksOnly(replay));
      }
      replay.settle(Duration.ofMinutes(2));
    }
    scorer.reach(SECONDS - 1);

    // then
    Map<String, KindScore> found = scorer.score().byKind();
    for (String rule : RULES) {
      KindScore score = Objects.requireNonNull(found.get(rule));
      assertThat(score.incidents()).as(rule).isPositive();
      assertThat(score.found()).as(rule).isEqualTo(score.incidents());
      assertThat(score.right()).as(rule).isEqualTo(score.alerts());
    }
  }

  private static List<ParsedDefinition> rules() {
    return GantryProcess.definitionParser()
        .parse("rules of the city", CityDefinitions.rulesYaml())
        .orThrow()
        .stream()
        .filter(rule -> RULES.contains(rule.id()))
        .toList();
  }

  private static OfflineReplay.Results into(CityRecordScorer scorer) {
    return new OfflineReplay.Results() {
      @Override
      public void alert(Alert alert) {
        scorer.add(alert);
      }
    };
  }

  private record TasksOnly(OfflineReplay replay) implements SimulatedRecords.Sink {
    @Override
    public void task(TaskEvent event) {
      replay.task(event);
    }
  }
}
