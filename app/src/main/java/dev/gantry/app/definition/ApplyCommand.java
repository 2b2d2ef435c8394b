package dev.gantry.app.definition;

import dev.gantry.app.config.Connection;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.topologies.definition.DefinitionKind;
import dev.gantry.topologies.definition.DefinitionPublisher;
import dev.gantry.topologies.definition.DefinitionPublisher.Change;
import dev.gantry.topologies.definition.DefinitionPublisher.Published;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
      "Running processes take them up; a bad document changes nothing.",
      "With --prune those end that the files no longer have."
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
  @Mixin TimeOptions time = new TimeOptions();
  @Mixin PruneOptions prune = new PruneOptions();

  @Option(
      names = "--dry-run",
      description = "Say what would change, line by line, and publish nothing.")
  boolean dryRun;

  @Option(names = "--json", description = "One JSON array.")
  boolean json;

  @Override
  public Integer call() {
    prune.check(spec, change);
    Connection to = connection.connection();
    List<ParsedDefinition> definitions = files.read(to.settings());
    Set<DefinitionKind> kinds = prune.kinds(definitions);
    PrintWriter out = spec.commandLine().getOut();
    try (PublishedDefinitions published = PublishedDefinitions.of(to)) {
      DefinitionPublisher publisher = published.publisher();
      Outcomes outcomes = new Outcomes(time.stated());
      if (dryRun) {
        outcomes
            .with(DefinitionChanges.of(definitions, published.newest()))
            .print(make(why -> publisher.plan(definitions, kinds, why)), json, out);
      } else {
        outcomes.print(make(why -> publisher.publishOnly(definitions, kinds, why)), json, out);
      }
    }
    if (dryRun && !json) {
      out.println("Nothing was published: this was a dry run.");
      out.flush();
    }
    return 0;
  }

  private List<Published> make(Function<Change, List<Published>> publication) {
    return time.make(change.author, change.reason, publication);
  }
}
