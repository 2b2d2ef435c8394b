package dev.gantry.bench.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.alerting.Rule;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.topologies.rule.CompiledRule;
import dev.gantry.topologies.rule.RuleFailure;
import dev.gantry.topologies.rule.RuleLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

final class RuleEventsTest {

  private static final int RATE = 10_000;

  private final RuleEvents events = new RuleEvents(RATE);

  @Test
  void shouldFireOneRuleForEachHundredthEventAndNoneForAnyOther() throws RuleFailure {
    RuleLanguage language = new RuleLanguage();
    List<CompiledRule> rules =
        BenchRules.of(50).stream()
            .flatMap(each -> each.rule().stream())
            .flatMap(
                rule -> CompiledRule.compile(language, rule, "site", new ArrayList<>()).stream())
            .toList();
    Map<String, Integer> fired = new TreeMap<>();
    for (long n = 0; n < 10_000; n++) {
      SpecificRecordBase event = events.event(n);
      for (CompiledRule rule : rules) {
        if (rule.stream().name().equals(RuleEvents.streamOf(event)) && rule.matches(event)) {
          fired.merge(rule.rule().alert(), 1, Integer::sum);
        }
      }
    }

    assertThat(rules).hasSize(50);
    assertThat(fired)
        .isEqualTo(Map.of("marked_track", 60, "marked_task", 20, "marked_sign_in", 20));
  }

  @Test
  void shouldKnowWhichEventATimeBelongsTo() {
    for (long n = 0; n < 1_000; n += 7) {
      assertThat(events.indexAt(timeOf(events.event(n)))).isEqualTo(n);
    }
  }

  @Test
  void shouldHaveRulesOfEachStream() {
    assertThat(BenchRules.of(20))
        .extracting(each -> each.rule().map(Rule::predicates).orElseThrow().get(0).stream())
        .contains("vehicle-tracks", "task-events", "auth-events");
  }

  private static long timeOf(SpecificRecordBase event) {
    if (event instanceof TrackUpdate track) {
      return track.getCapturedAtUs();
    }
    return event instanceof TaskEvent task
        ? task.getOccurredAtUs()
        : ((AuthEvent) event).getOccurredAtUs();
  }
}
