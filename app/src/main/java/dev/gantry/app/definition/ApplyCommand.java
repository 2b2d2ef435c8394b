package dev.gantry.app.definition;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.config.Connection;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.topologies.definition.DefinitionPublisher;
import dev.gantry.topologies.definition.DefinitionPublisher.Change;
import dev.gantry.topologies.definition.DefinitionPublisher.Published;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gantry apply}. */
@Command(
    name = "apply",
    description = {
      "Publishes definitions of any kind where they differ from those in Kafka.",
      "Running processes take them up; a bad document changes nothing."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done, 1 nothing was changed since something is wrong, 2 the command line is.",
      "Example: gantry apply -f definitions/ --config gantry.yaml --reason 'new limit'"
    })
public final class ApplyCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin PathOptions files = new PathOptions();
  @Mixin ChangeOptions change = new ChangeOptions();

  @Option(
      names = "--effective-from",
      paramLabel = "TIME",
      description =
          "Event time from which new versions apply, such as 2030-01-01T00:00:00Z; not in the past."
              + " A first version always applies to everything. Default: now.")
  @Nullable Instant effectiveFrom;

  @Option(
      names = "--retroactive",
      description =
          "Let --effective-from lie in the past, for recordings from then that are yet to be read."
              + " What was decided before stays as it was.")
  boolean retroactive;

  @Option(names = "--dry-run", description = "Say what would be published, and publish nothing.")
  boolean dryRun;

  @Option(names = "--json", description = "One JSON array.")
  boolean json;

  @Override
  public Integer call() {
    Connection to = connection.connection();
    List<ParsedDefinition> definitions = files.read(to.settings());
    try (PublishedDefinitions published = PublishedDefinitions.of(to)) {
      DefinitionPublisher publisher = published.publisher();
      PrintWriter out = spec.commandLine().getOut();
      Outcomes.print(publish(publisher, definitions), json, out);
      if (dryRun && !json) {
        out.println("Nothing was published: this was a dry run.");
        out.flush();
      }
    }
    return 0;
  }

  private List<Published> publish(
      DefinitionPublisher publisher, List<ParsedDefinition> definitions) {
    Change why =
        new Change(change.author, change.reason, Optional.ofNullable(effectiveFrom), retroactive);
    try {
      return dryRun ? publisher.plan(definitions, why) : publisher.publish(definitions, why);
    } catch (IllegalArgumentException e) { // the time does not go with what there is
      throw new CommandFailedException("--effective-from: " + e.getMessage(), e);
    }
  }
}
