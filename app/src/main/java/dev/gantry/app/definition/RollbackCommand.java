package dev.gantry.app.definition;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.topologies.definition.DefinitionKind;
import dev.gantry.topologies.definition.DefinitionPublisher.Change;
import dev.gantry.topologies.definition.DefinitionVersion;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gantry rollback}. */
@Command(
    name = "rollback",
    description = {
      "Publishes a definition again as it was in an earlier version: a new version with the old"
          + " content, from now on. History stays as it is."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done, 1 there is no such version, 2 the command line is wrong.",
      "Example: gantry rollback rule/speeding --to 3 --reason 'too many alerts' --config gantry.yaml"
    })
public final class RollbackCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin ChangeOptions change = new ChangeOptions();

  @Parameters(paramLabel = "KIND/ID", description = "The definition, such as rule/speeding.")
  String name = "";

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
    DefinitionKind kind = kind();
    String id = name.substring(name.indexOf('/') + 1);
    try (PublishedDefinitions published = PublishedDefinitions.of(connection.connection())) {
      ParsedDefinition old = version(kind, id, published.publisher().read().history(kind, id));
      String reason = change.reason.isBlank() ? "back to version " + to : change.reason;
      Outcomes.print(
          published.publisher().publish(List.of(old), Change.now(change.author, reason)),
          json,
          spec.commandLine().getOut());
    }
    return 0;
  }

  private DefinitionKind kind() {
    String word = name.contains("/") ? name.substring(0, name.indexOf('/')) : "";
    return DefinitionKind.find(word)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "expected KIND/ID with a kind of "
                        + Arrays.stream(DefinitionKind.values())
                            .map(DefinitionKind::word)
                            .collect(Collectors.joining(", "))
                        + ", found "
                        + name));
  }

  private ParsedDefinition version(
      DefinitionKind kind, String id, List<DefinitionVersion> history) {
    if (history.isEmpty()) {
      throw new CommandFailedException(
          "expected the id of a %s that was published, found %s".formatted(kind.word(), id));
    }
    if (to < 1 || to > history.size()) {
      throw new CommandFailedException(
          "--to: expected a version from 1 to %d of %s %s, found %d"
              .formatted(history.size(), kind.word(), id, to));
    }
    return history
        .get(to - 1)
        .parsed()
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "--to: expected a version with content, found %d, with which %s %s ended"
                        .formatted(to, kind.word(), id)));
  }
}
