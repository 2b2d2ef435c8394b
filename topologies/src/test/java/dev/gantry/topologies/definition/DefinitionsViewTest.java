package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.domain.alerting.Rule;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.schedule.ScheduleVersion;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Definition;
import dev.gantry.topologies.definition.DefinitionPublisher.Change;
import dev.gantry.topologies.definition.DefinitionsView.Outcome;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DefinitionsViewTest {

  private static final Instant EARLY = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant CHANGE = Instant.parse("2026-01-01T00:00:00Z");

  private final DefinitionParser parser =
      new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));
  private final DefinitionsView view = new DefinitionsView(parser);

  @Test
  void shouldAnswerByEventTimeWhenThereAreVersions() {
    accept(camera(1, "south", 0));
    accept(camera(2, "north", Micros.of(CHANGE)));

    assertThat(view.camera("c", EARLY)).map(CameraDefinition::site).contains("south");
    assertThat(view.camera("c", CHANGE.minusNanos(1000)))
        .map(CameraDefinition::version)
        .contains(1);
    assertThat(view.camera("c", CHANGE)).map(CameraDefinition::site).contains("north");
    assertThat(view.camera("c", Instant.ofEpochSecond(-5)))
        .map(CameraDefinition::version)
        .contains(1);
    assertThat(view.cameras(CHANGE)).extracting(CameraDefinition::version).containsExactly(2);
    assertThat(view.camera("other", CHANGE)).isEmpty();
    assertThat(view.camera("c", 1)).map(CameraDefinition::site).contains("south");
    assertThat(view.camera("c", 2)).map(CameraDefinition::site).contains("north");
    assertThat(view.camera("c", 0)).isEmpty();
    assertThat(view.camera("c", 3)).isEmpty();
  }

  @Test
  void shouldEndADefinitionWhenItsNewestVersionIsItsEnd() {
    accept(rule(1, "track.wrong_way", 0));
    accept(rule(2, "", Micros.of(CHANGE)).setDeleted(true));

    assertThat(view.rules("vehicle-tracks", EARLY)).hasSize(1);
    assertThat(view.rules("vehicle-tracks", CHANGE)).isEmpty();
    assertThat(view.ruleEndsAt("r")).contains(CHANGE);

    accept(rule(3, "track.label == 'bus'", Micros.of(CHANGE.plusSeconds(9))));

    assertThat(view.rules("vehicle-tracks", CHANGE.plusSeconds(9)))
        .extracting(Rule::version)
        .containsExactly(3);
    assertThat(view.ruleEndsAt("r")).isEmpty();
  }

  @Test
  void shouldAnswerNothingBeforeAFirstVersionThatStatesItsTime() {
    accept(camera(1, "south", Micros.of(CHANGE)));
    accept(rule(1, "track.wrong_way", Micros.of(CHANGE)));

    assertThat(view.camera("c", CHANGE.minusNanos(1000))).isEmpty();
    assertThat(view.cameras(CHANGE.minusNanos(1000))).isEmpty();
    assertThat(view.rules("vehicle-tracks", CHANGE.minusNanos(1000))).isEmpty();
    assertThat(view.camera("c", CHANGE)).isPresent();
    assertThat(view.cameras(CHANGE)).hasSize(1);
    assertThat(view.rules("vehicle-tracks", CHANGE)).hasSize(1);
  }

  @Test
  void shouldAnswerWhichCamerasHaveASegmentAtATime() {
    accept(camera(1, "south", 0).setDocument(seeing("c", "quay-st")));
    accept(camera(2, "south", Micros.of(CHANGE)).setDocument(seeing("c", "north-rd")));

    assertThat(view.camerasOn("quay-st", CHANGE.minusNanos(1000)))
        .extracting(CameraDefinition::version)
        .containsExactly(1);
    assertThat(view.camerasOn("quay-st", CHANGE)).isEmpty();
    assertThat(view.camerasOn("north-rd", CHANGE)).hasSize(1);

    accept(camera(1, "south", 0).setId("d").setDocument(seeing("d", "north-rd")));

    assertThat(view.camerasOn("north-rd", CHANGE))
        .extracting(CameraDefinition::id)
        .containsExactly("c", "d");
    assertThat(view.camerasOn("elsewhere", CHANGE)).isEmpty();
  }

  private static String seeing(String camera, String segment) {
    return "{kind: camera, id: %s, segments: [{id: %s, polygon_m: [[0, 0], [7, 0], [7, 42]]}]}"
        .formatted(camera, segment);
  }

  @Test
  void shouldLetAScheduleBeginWhenItsFirstVersionStates() {
    accept(schedule("a", 0));
    accept(schedule("b", Micros.of(CHANGE)));

    assertThat(view.schedules().get("a")).extracting(ScheduleVersion::from).containsExactly(EARLY);
    assertThat(view.schedules().get("b")).extracting(ScheduleVersion::from).containsExactly(CHANGE);
  }

  @Test
  void shouldAnswerTheSameListWhileNothingChanges() {
    accept(rule(1, "track.wrong_way", 0));

    List<Rule> rules = view.rules("vehicle-tracks", EARLY);
    accept(camera(1, "south", 0));

    assertThat(view.rules("vehicle-tracks", CHANGE)).isSameAs(rules);
    assertThat(view.rules("segment-speeds", CHANGE)).isEmpty();
  }

  @Test
  void shouldRefuseWhatBreaksTheHistory() {
    accept(camera(1, "south", 0));
    accept(camera(2, "north", Micros.of(CHANGE)));

    assertThat(reason(camera(4, "x", Micros.of(CHANGE)))).contains("version: expected 3, found 4");
    assertThat(reason(camera(3, "x", Micros.of(CHANGE) - 1))).contains("effective_from: expected");
    assertThat(reason(camera(2, "x", Micros.of(CHANGE)))).contains("another document already");
    assertThat(reason(camera(0, "x", 0))).contains("version: expected 3, found 0");
    assertThat(reason(camera(3, "x", Micros.of(CHANGE)).setKind("cam"))).contains("kind: expected");
    assertThat(reason(camera(3, "x", Micros.of(CHANGE)).setDocument("kind: camera\nid: d\n")))
        .contains("expected camera c, found camera d");
    assertThat(
            reason(camera(3, "x", Micros.of(CHANGE)).setDocument("kind: camera\nid: c\nsit: e\n")))
        .contains("did you mean site?");
    assertThat(reason(rule(1, "track.wrong", 0))).contains("expr");
    assertThat(reason(rule(1, "true", -5))).contains("effective_from: expected 0 or more");
    Definition misplaced = camera(3, "x", Micros.of(CHANGE)).build();
    assertThat(view.accept("c|4", misplaced)).isInstanceOf(Outcome.Rejected.class);

    assertThat(view.history(DefinitionKind.CAMERA, "c")).hasSize(2);
  }

  @Test
  void shouldChangeNothingWhenARecordIsReadAgain() {
    accept(camera(1, "south", 0));
    long revision = view.revision();

    Definition again = camera(1, "south", 0).build();

    assertThat(view.accept("c|1", again)).isInstanceOf(Outcome.Known.class);
    assertThat(view.revision()).isEqualTo(revision);
  }

  @Test
  void shouldHoldDocumentsAsTheirFirstVersionsOrSayWhichOneIsRefused() {
    List<ParsedDefinition> one = parser.parse("f", "kind: camera\nid: c\nsite: s\n").orThrow();
    List<ParsedDefinition> other = parser.parse("g", "kind: camera\nid: c\nsite: n\n").orThrow();

    assertThat(DefinitionsView.ofFirstVersions(parser, one).camera("c", EARLY))
        .map(CameraDefinition::version)
        .contains(1);
    assertThatThrownBy(
            () -> DefinitionsView.ofFirstVersions(parser, List.of(one.get(0), other.get(0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("camera c: version: expected 2, found 1, which is another document already");
  }

  @Test
  void shouldPlanVersionsWhenDocumentsChange() {
    accept(camera(1, "south", 0));
    List<ParsedDefinition> documents =
        parser
            .parse("f.yaml", "kind: camera\nid: c\nsite: south # same\n---\nkind: camera\nid: d\n")
            .orThrow();
    VersionPlan plan = new VersionPlan(view, Change.now("ada", "first light"), Micros.of(CHANGE));

    documents.forEach(plan::add);
    plan.delete(new DefinitionName(DefinitionKind.CAMERA, "c"));

    assertThat(plan.published())
        .containsExactly(
            new DefinitionPublisher.Published(DefinitionKind.CAMERA, "c", 1, false, false),
            new DefinitionPublisher.Published(DefinitionKind.CAMERA, "d", 1, true, false),
            new DefinitionPublisher.Published(DefinitionKind.CAMERA, "c", 2, true, true));
    assertThat(plan.records())
        .extracting(planned -> planned.record().getEffectiveFromUs())
        .containsExactly(0L, Micros.of(CHANGE));
    assertThat(plan.records().get(0).record().getAuthor()).isEqualTo("ada");
  }

  @Test
  void shouldKnowWhatElseThereIsOfSomeKinds() {
    accept(camera(1, "south", 0));
    accept(rule(1, "true", 0));
    List<ParsedDefinition> other = parser.parse("f", "{kind: camera, id: d}").orThrow();
    DefinitionName camera = new DefinitionName(DefinitionKind.CAMERA, "c");

    assertThat(view.others(other, Set.of(DefinitionKind.CAMERA))).containsExactly(camera);
    assertThat(view.others(other, Set.of())).isEmpty();
    accept(camera(2, "south", Micros.of(CHANGE)).setDeleted(true));
    assertThat(view.others(other, Set.of(DefinitionKind.CAMERA))).isEmpty();
  }

  @Test
  void shouldPlanAFirstVersionFromTheStatedTime() {
    Change change = new Change("ada", "", Optional.of(CHANGE), false);
    VersionPlan plan = new VersionPlan(view, change, Micros.of(EARLY));

    parser.parse("f", "{kind: camera, id: c}").orThrow().forEach(plan::add);

    assertThat(plan.records().get(0).record().getEffectiveFromUs()).isEqualTo(Micros.of(CHANGE));
  }

  @Test
  void shouldSayWhenWhatIsToEndDoesNotExist() {
    accept(rule(1, "true", 0));
    accept(rule(2, "", Micros.of(CHANGE)).setDeleted(true));
    VersionPlan plan = new VersionPlan(view, Change.now("ada", ""), Micros.of(CHANGE));

    assertThatThrownBy(() -> plan.delete(new DefinitionName(DefinitionKind.RULE, "r")))
        .hasMessage("expected the id of a rule that exists, found 'r'");
  }

  @Test
  void shouldApplyToThePastOnlyWhenToldTo() {
    Instant past = CHANGE.minusSeconds(1);
    Change change = new Change("ada", "", Optional.of(past), false);
    Change retroactive = new Change("ada", "", Optional.of(past), true);
    accept(camera(1, "south", 0));
    List<ParsedDefinition> north = parser.parse("f", "{kind: camera, id: c, site: n}").orThrow();

    VersionPlan plan = new VersionPlan(view, retroactive, Micros.of(CHANGE));
    north.forEach(plan::add);

    assertThat(plan.records().get(0).record().getEffectiveFromUs()).isEqualTo(Micros.of(past));
    assertThatThrownBy(() -> new VersionPlan(view, change, Micros.of(CHANGE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected now, %s, or later, unless retroactive, found %s", CHANGE, past);
  }

  private void accept(Definition.Builder record) {
    Definition built = record.build();
    assertThat(view.accept(built.getId() + "|" + built.getVersion(), built))
        .isInstanceOf(Outcome.Accepted.class);
  }

  private String reason(Definition.Builder record) {
    Definition built = record.build();
    Outcome outcome = view.accept(built.getId() + "|" + built.getVersion(), built);
    return outcome instanceof Outcome.Rejected rejected ? rejected.reason() : outcome.toString();
  }

  private static Definition.Builder camera(int version, String site, long effectiveFromUs) {
    return Definition.newBuilder()
        .setKind("camera")
        .setId("c")
        .setVersion(version)
        .setEffectiveFromUs(effectiveFromUs)
        .setDocument("kind: camera\nid: c\nsite: " + site + "\n");
  }

  private static Definition.Builder schedule(String id, long effectiveFromUs) {
    return Definition.newBuilder()
        .setKind("schedule")
        .setId(id)
        .setVersion(1)
        .setPublishedAtUs(Micros.of(EARLY))
        .setEffectiveFromUs(effectiveFromUs)
        .setDocument("{kind: schedule, id: " + id + ", every: 1h, task: {title: Patrol}}");
  }

  private static Definition.Builder rule(int version, String expr, long effectiveFromUs) {
    return Definition.newBuilder()
        .setKind("rule")
        .setId("r")
        .setVersion(version)
        .setEffectiveFromUs(effectiveFromUs)
        .setDocument("kind: rule\nalert: r\non: vehicle-tracks\nexpr: \"" + expr + "\"\n");
  }
}
