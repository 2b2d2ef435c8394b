package dev.gantry.app.definition;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.topologies.definition.DefinitionName;
import dev.gantry.topologies.definition.DefinitionPublisher;
import dev.gantry.topologies.definition.DefinitionVersion;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gantry rollback}. */
@Command(
    name = "rollback",
    description = {
      "Publishes a definition again as it was in an earlier version: a new version with the old"
          + " content, from now on or from --effective-from. History stays as it is."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done, 1 there is no such version, 2 the command line is wrong.",
      "Example: gantry rollback rule/speeding --to 3 --reason 'too many alerts' --config"
          + " gantry.yaml"
    })
public final class RollbackCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin ChangeOptions change = new ChangeOptions();
  @Mixin TimeOptions time = new TimeOptions();

  @Parameters(
      paramLabel = "KIND/ID",
      converter = NameConverter.class,
      description = "The definition, such as rule/speeding.")
  @Nullable DefinitionName definition;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "VERSION",
      description = "The version that holds again.")
  int to;

  @Option(names = "--json", description = "One JSON array.")
  boolean json;

  @Override
  public Integer call() {
    DefinitionName name = Objects.requireNonNull(definition, "picocli asks for it");
    try (PublishedDefinitions published = PublishedDefinitions.of(connection.connection())) {
      DefinitionPublisher publisher = published.publisher();
      ParsedDefinition old = version(name, publisher.read().history(name.kind(), name.id()));
      String reason = change.reason.isBlank() ? "back to version " + to : change.reason;
      new Outcomes(time.stated())
          .print(
              time.make(change.author, reason, why -> publisher.publish(List.of(old), why)),
              json,
              spec.commandLine().getOut());
    }
    return 0;
  }

  private ParsedDefinition version(DefinitionName name, List<DefinitionVersion> history) {
    String kind = name.kind().word();
    if (history.isEmpty()) {
      throw new CommandFailedException(
          "expected the id of a %s that was published, found %s".formatted(kind, name.id()));
    }
    if (to < 1 || to > history.size()) {
      throw new CommandFailedException(
          "--to: expected a version from 1 to %d of %s %s, found %d"
              .formatted(history.size(), kind, name.id(), to));
    }
    return history
        .get(to - 1)
        .parsed()
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "--to: expected a version with content, found %d, with which %s %s ended"
                        .formatted(to, kind, name.id())));
  }
}
