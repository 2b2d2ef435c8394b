package dev.gantry.app.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.cluster.EmbeddedCluster;
import dev.gantry.app.cluster.EmbeddedClusterSettings;
import dev.gantry.app.command.CommandRun;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.TopicAdmin;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Definitions as code: apply, diff, export, rollback and delete against a broker. */
class DefinitionCommandsIT {

  private static final String RULE =
      """
      kind: rule
      alert: gone
      on: camera-events
      # somebody has to look
      expr: event.type == "OFFLINE"
      for: 1m
      """;

  private static final String EVERY_KIND =
      RULE
          + """
          ---
            kind: camera
            id: gate
            site: harbour
          ---
          {"kind": "model", "id": "box-v1", "engine": "Motion"}
          ---
          kind: routing
          route: {receiver: desk}
          receivers: [{name: desk, channels: ["json://localhost/hook"]}]
          ---
          kind: silence
          id: works
          matchers: ['camera="gate"']
          ---
          kind: schedule
          id: patrol
          every: 1h
          task: {title: Patrol}
          ---
          kind: contact
          id: ann
          channels: [desk]
          ---
          kind: on-call
          id: traffic
          layers: [{name: all, rotation: [ann], start: 2026-01-05T08:00}]
          ---
          kind: channel
          id: desk
          address: "json://localhost/hook"
          """;

  private static EmbeddedCluster cluster;
  private static int sites;

  @TempDir Path dir;
  private String prefix;

  private record Answer(int status, String out, String err) {}

  @BeforeAll
  static void startCluster() {
    cluster = EmbeddedCluster.start(EmbeddedClusterSettings.temporary());
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  /** Each test has topics of its own, under a prefix. */
  @BeforeEach
  void createTopics() {
    prefix = "site-" + ++sites + ".";
    TopicCatalogue topics = new TopicCatalogue(prefix, new InMemorySchemaRegistry());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      TopicAdmin.ensure(admin, topics.all(), OptionalInt.of(1));
    }
  }

  @Test
  void shouldChangeNothingWhenWhatWasExportedIsApplied() throws IOException {
    Path file = write("all.yaml", EVERY_KIND);
    Path exported = dir.resolve("exported");

    assertThat(apply(file, "--author", "ada", "--reason", "first light").status()).isZero();
    Answer export = run(new ExportCommand(), "-o", exported.toString());
    Answer again = apply(exported, "--json");
    Answer diff = run(new DiffCommand(), "-f", exported.toString());

    assertThat(export.out()).contains("9 definitions are in");
    JsonNode rows = new ObjectMapper().readTree(again.out());
    assertThat(rows).hasSize(9).noneMatch(row -> row.path("changed").asBoolean());
    assertThat(diff.status()).isZero();
    assertThat(diff.out()).contains("0 differ, 9 the same, 0 only in Kafka");
    assertThat(Files.readString(exported.resolve("gone.rule.yaml")))
        .contains("# version 1 of ", ", by ada: first light\n", "# somebody has to look");
  }

  @Test
  void shouldWriteAllToStandardOutputSoThatItCanBeApplied() throws IOException {
    apply(write("all.yaml", EVERY_KIND));

    Path all = write("out.yaml", run(new ExportCommand()).out());

    assertThat(apply(all).out().lines()).hasSize(9).allMatch(line -> line.endsWith("unchanged"));
  }

  @Test
  void shouldSayWhatApplyWouldChangeAndChangeNothing() throws IOException {
    apply(write("all.yaml", EVERY_KIND));
    Path changed = write("gone.yaml", RULE.replace("1m", "2m"));
    write("new.yaml", "{kind: contact, id: ben, channels: [desk]}");

    Answer dry = apply(changed, "--dry-run");
    Answer diff =
        run(new DiffCommand(), "-f", changed.toString(), "-f", dir.resolve("new.yaml").toString());

    assertThat(dry.out())
        .contains("rule gone: version 2\n", "  -for: 1m\n  +for: 2m\n", "Nothing was published");
    assertThat(diff.status()).isEqualTo(1);
    assertThat(diff.out())
        .contains(
            "rule gone (",
            "differs from version 1",
            "  -for: 1m",
            "  +for: 2m",
            "contact ben (",
            "): new",
            "camera gate: only in Kafka",
            "2 differ, 0 the same, 8 only in Kafka");
  }

  @Test
  void shouldPublishTheOldContentAsANewVersion() throws IOException {
    apply(write("gone.yaml", RULE));
    apply(write("gone.yaml", RULE.replace("1m", "2m")));

    Answer back = rollback("rule/gone", "1", "--author", "ben", "--reason", "too\nlate");
    Answer again = rollback("rule/gone", "1");

    assertThat(back.out()).isEqualTo("rule gone: version 3\n");
    assertThat(again.out()).isEqualTo("rule gone: version 3, unchanged\n");
    assertThat(run(new ExportCommand(), "--kind", "rule").out())
        .contains("for: 1m")
        .contains("# version 3 of ")
        .contains(", by ben: too late\n");
  }

  @Test
  void shouldSayWhatThereIsToRollBackTo() throws IOException {
    apply(write("gone.yaml", RULE));

    assertThat(rollback("rule/gone", "2").err()).contains("expected a version from 1 to 1");
    assertThat(rollback("rule/nobody", "1").err()).contains("expected the id of a rule");
    assertThat(rollback("gone", "1").status()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(rollback("rul/gone", "1").err()).contains("expected KIND/ID with a kind of camera");
  }

  @Test
  void shouldApplyAFirstVersionAndARollbackFromTheStatedTime() throws IOException {
    Answer first = apply(write("gone.yaml", RULE), "--effective-from", "2090-01-01T00:00:00Z");
    Answer second =
        apply(
            write("gone.yaml", RULE.replace("1m", "2m")),
            "--effective-from",
            "2090-01-02T00:00:00Z");
    Answer back = rollback("rule/gone", "1", "--effective-from", "2090-01-03T00:00:00Z");

    assertThat(first.out()).isEqualTo("rule gone: version 1, from 2090-01-01T00:00:00Z\n");
    assertThat(second.out()).isEqualTo("rule gone: version 2, from 2090-01-02T00:00:00Z\n");
    assertThat(back.out()).isEqualTo("rule gone: version 3, from 2090-01-03T00:00:00Z\n");
  }

  @Test
  void shouldEndDefinitionsUnlessOthersNameThem() throws IOException {
    apply(write("all.yaml", EVERY_KIND));

    Answer named = delete("contact/ann", "silence/works");
    Answer dry = delete("rule/gone", "--dry-run");
    Answer done = delete("contact/ann", "on-call/traffic", "rule/gone", "rule/gone");
    Answer again = delete("rule/gone");

    assertThat(named.status()).isEqualTo(1);
    assertThat(named.err())
        .contains("on-call traffic|1:3:", "expected the id of a defined contact", "found 'ann'");
    assertThat(dry.out()).startsWith("rule gone: version 2, its end\nNothing was published");
    assertThat(done.out())
        .isEqualTo(
            """
            contact ann: version 2, its end
            on-call traffic: version 2, its end
            rule gone: version 2, its end
            """);
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("expected the id of a rule that exists, found 'gone'");
    assertThat(run(new ExportCommand()).out()).contains("kind: silence").doesNotContain("alert:");
    assertThat(rollback("rule/gone", "1").out()).isEqualTo("rule gone: version 3\n");
  }

  @Test
  void shouldEndWhatTheFilesNoLongerHaveOfTheirKinds() throws IOException {
    apply(write("all.yaml", EVERY_KIND));
    Path rules = write("rules.yaml", RULE.replace("gone", "away"));

    Answer dry = prune(rules, "--prune", "--dry-run");
    Answer done = prune(rules, "--prune", "--json");
    Answer again = prune(rules, "--prune");

    assertThat(dry.out())
        .startsWith("rule away: version 1\n")
        .contains("rule gone: version 2, its end\n  --- published\n", "\n  -alert: gone\n")
        .endsWith("Nothing was published: this was a dry run.\n");
    assertThat(new ObjectMapper().readTree(done.out()))
        .extracting(row -> row.path("id").asText(), row -> row.path("ended").asBoolean())
        .containsExactly(tuple("away", false), tuple("gone", true));
    assertThat(again.out()).isEqualTo("rule away: version 1, unchanged\n");
    assertThat(run(new ExportCommand()).out())
        .contains("alert: away", "kind: silence", "kind: camera")
        .doesNotContain("alert: gone");
    assertThat(rollback("rule/gone", "1").out()).isEqualTo("rule gone: version 3\n");
  }

  @Test
  void shouldEndNothingThatOthersName() throws IOException {
    apply(write("all.yaml", EVERY_KIND));
    Path contacts = write("ben.yaml", "{kind: contact, id: ben, channels: [desk]}");

    Answer named = prune(contacts, "--prune");
    String between = run(new ExportCommand(), "--kind", "contact").out();
    Answer both = prune(contacts, "--prune=contact,on-call");

    assertThat(named.status()).isEqualTo(1);
    assertThat(named.err())
        .contains("on-call traffic|1:3:")
        .contains("expected the id of a defined contact (ann would end), found 'ann'");
    assertThat(between).contains("id: ann").doesNotContain("id: ben");
    assertThat(both.out())
        .isEqualTo(
            """
            contact ben: version 1
            contact ann: version 2, its end
            on-call traffic: version 2, its end
            """);
  }

  @Test
  void shouldAskWhyADefinitionEnds() {
    assertThat(run(new DeleteCommand(), "rule/gone").status())
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(delete("gone").err()).contains("expected KIND/ID with a kind of camera");
  }

  @Test
  void shouldChangeNothingWhenOneDocumentIsBad() throws IOException {
    Path bad = write("all.yaml", EVERY_KIND + "---\nkind: contact\n");

    Answer answer = apply(bad);

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.err()).contains("all.yaml:").contains(": id: expected an id");
    assertThat(run(new ExportCommand()).out()).isEmpty();
  }

  @Test
  void shouldLookForWhatIsNamedInTheFilesAndInKafka() throws IOException {
    Path night = write("night.yaml", "{kind: contact, id: night, members: [ann]}");

    Answer before = apply(night);
    apply(write("all.yaml", EVERY_KIND));
    Answer after = apply(night);
    Answer team = apply(write("ann.yaml", "{kind: contact, id: ann, members: [ben]}"), "--dry-run");

    assertThat(before.status()).isEqualTo(1);
    assertThat(before.err())
        .contains("night.yaml:1:38: members[0]: expected the id of a defined contact (none is)");
    assertThat(after.out()).isEqualTo("contact night: version 1\n");
    assertThat(team.err())
        .contains("members[0]: expected the id of a defined contact", "found 'ben'")
        .contains("on-call traffic|1:3:", "(ann is a team), found 'ann'");
  }

  @Test
  void shouldNotChangeWhatWasDecidedUnlessToldTo() throws IOException {
    apply(write("gone.yaml", RULE));
    Path changed = write("gone.yaml", RULE.replace("1m", "2m"));

    Answer past = apply(changed, "--effective-from", "2026-01-01T00:00:00Z");
    Answer retroactive =
        apply(changed, "--effective-from", "2026-01-01T00:00:00Z", "--retroactive");

    assertThat(past.status()).isEqualTo(1);
    assertThat(past.err())
        .startsWith("--effective-from: expected now, ")
        .contains(" or later, unless retroactive, found 2026-01-01T00:00:00Z");
    assertThat(retroactive.out()).isEqualTo("rule gone: version 2, from 2026-01-01T00:00:00Z\n");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private Answer apply(Path path, String... more) {
    List<String> args = new ArrayList<>(List.of("-f", path.toString()));
    args.addAll(List.of(more));
    return run(new ApplyCommand(), args.toArray(String[]::new));
  }

  private Answer prune(Path path, String how, String... more) {
    List<String> args = new ArrayList<>(List.of(how, "--reason", "moved away"));
    args.addAll(List.of(more));
    return apply(path, args.toArray(String[]::new));
  }

  private Answer delete(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--reason", "moved away"));
    return run(new DeleteCommand(), all.toArray(String[]::new));
  }

  private Answer rollback(String name, String version, String... more) {
    List<String> args = new ArrayList<>(List.of(name, "--to", version));
    args.addAll(List.of(more));
    return run(new RollbackCommand(), args.toArray(String[]::new));
  }

  private Answer run(Object command, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(
        List.of(
            "--bootstrap", cluster.bootstrapServers(),
            "--registry", cluster.registryUrl(),
            "--prefix", prefix));
    int status = CommandRun.of(command, out, err, all.toArray(String[]::new));
    return new Answer(status, out.toString(), err.toString());
  }
}
