package dev.gantry.topologies.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.alerting.Rule;
import dev.gantry.schemas.records.TrackUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

final class RuleIndexTest {

  private static final RuleLanguage LANGUAGE = new RuleLanguage();
  private static final List<String> LABELS = List.of("car", "truck", "person");

  @Test
  void shouldFindRulesOfTheCameraAndThoseForEveryRecordInTheirOrder() {
    RuleIndex index =
        index(
            "track.speed_kmh > 50.0",
            "camera.id == \"north\" && track.label == \"car\"",
            "camera.id == \"south\" && track.label == \"car\"",
            "\"school\" in track.zones",
            "camera.id == \"north\" && track.wrong_way");

    assertThat(found(index, track("north", "car", false))).containsExactly("r0", "r1", "r3", "r4");
    assertThat(found(index, track("east", "car", false))).containsExactly("r0", "r3");
  }

  @Test
  void shouldFindRulesUnderSeveralFieldsOfOneRecord() {
    RuleIndex index =
        index(
            "camera.id == \"north\"",
            "camera.id == \"south\"",
            "track.label == \"car\"",
            "track.wrong_way");

    assertThat(found(index, track("north", "car", true))).containsExactly("r0", "r2", "r3");
    assertThat(found(index, track("east", "person", false))).isEmpty();
  }

  @Test
  void shouldLookAtARuleOnlyForWhatItHoldsForOrLastsUntil() {
    String[] about = {"camera.id == 'north' && track.label == 'car'"};
    RuleIndex index = index(about, n -> Optional.of("camera.id == 'north' && track.wrong_way"));

    assertThat(found(index, track("north", "car", false))).containsExactly("r0");
    assertThat(found(index, track("north", "person", true))).containsExactly("r0");
    assertThat(found(index, track("south", "car", true))).isEmpty();
  }

  @Test
  void shouldMissNoRuleThatHolds() throws RuleFailure {
    SplittableRandom random = new SplittableRandom(5);
    String[] ends = randomRules(random, 60);
    RuleIndex index =
        index(randomRules(random, 60), n -> Optional.of(ends[n]).filter(end -> n % 3 == 0));

    for (int n = 0; n < 2_000; n++) {
      TrackUpdate track =
          track("camera-" + random.nextInt(8), LABELS.get(random.nextInt(3)), random.nextBoolean());
      List<String> hold = new ArrayList<>();
      for (CompiledRule rule : index.all()) {
        if (rule.matches(track) || rule.isOver(track)) {
          hold.add(rule.rule().alert());
        }
      }
      assertThat(found(index, track)).containsAll(hold);
    }
  }

  private static String[] randomRules(SplittableRandom random, int count) {
    String[] rules = new String[count];
    for (int n = 0; n < count; n++) {
      String camera = "camera.id == \"camera-%d\"".formatted(random.nextInt(8));
      String label = "track.label == \"%s\"".formatted(LABELS.get(random.nextInt(3)));
      rules[n] =
          switch (random.nextInt(5)) {
            case 0 -> camera + " && " + label;
            case 1 -> label + " || " + camera;
            case 2 -> "track.wrong_way && " + label;
            case 3 -> "!(" + camera + ")";
            default -> camera;
          };
    }
    return rules;
  }

  private static List<String> found(RuleIndex index, TrackUpdate track) {
    return index.about(track).stream().map(rule -> rule.rule().alert()).toList();
  }

  private static RuleIndex index(String... exprs) {
    return index(exprs, n -> Optional.empty());
  }

  private static RuleIndex index(String[] exprs, IntFunction<Optional<String>> until) {
    List<CompiledRule> rules = new ArrayList<>();
    for (int n = 0; n < exprs.length; n++) {
      List<RuleProblem> problems = new ArrayList<>();
      Rule rule = rule("r" + n, exprs[n], until.apply(n));
      rules.addAll(CompiledRule.compile(LANGUAGE, rule, "site", problems));
      assertThat(problems).isEmpty();
    }
    return new RuleIndex(rules);
  }

  private static Rule rule(String alert, String expr, Optional<String> until) {
    return new Rule(
        alert,
        1,
        List.of(new Rule.Predicate("", "vehicle-tracks", expr)),
        List.of(),
        Duration.ZERO,
        Optional.empty(),
        until,
        new TreeMap<>(),
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static TrackUpdate track(String camera, String label, boolean wrongWay) {
    return TrackUpdate.newBuilder()
        .setCameraId(camera)
        .setTrackId(camera + "-1")
        .setLabel(label)
        .setWrongWay(wrongWay)
        .build();
  }
}
