package dev.gantry.app.definition;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.topologies.definition.DefinitionName;
import dev.gantry.topologies.definition.DefinitionPublisher;
import dev.gantry.topologies.definition.DefinitionPublisher.Published;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gantry delete}. */
@Command(
    name = "delete",
    description = {
      "Ends definitions, from now on or from --effective-from: a version without content follows"
          + " their newest one. History stays as it is, and gantry rollback brings them back.",
      "All of them are ended or none; what others name is not."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done, 1 nothing was changed since something is wrong, 2 the command line is.",
      "Example: gantry delete rule/speeding schedule/patrol --reason 'moved away' --config"
          + " gantry.yaml"
    })
public final class DeleteCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin ChangeOptions change = new ChangeOptions();
  @Mixin TimeOptions time = new TimeOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "KIND/ID",
      converter = NameConverter.class,
      description = "The definitions, such as rule/speeding.")
  List<DefinitionName> names = new ArrayList<>();

  @Option(names = "--dry-run", description = "Say what would end, and end nothing.")
  boolean dryRun;

  @Option(names = "--json", description = "One JSON array.")
  boolean json;

  @Override
  public Integer call() {
    change.requireReason(spec, "why they end");
    PrintWriter out = spec.commandLine().getOut();
    try (PublishedDefinitions published = PublishedDefinitions.of(connection.connection())) {
      new Outcomes(time.stated()).print(end(published.publisher()), json, out);
    } catch (NoSuchElementException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
    if (dryRun && !json) {
      out.println("Nothing was published: this was a dry run.");
      out.flush();
    }
    return 0;
  }

  private List<Published> end(DefinitionPublisher publisher) {
    return time.make(
        change.author,
        change.reason,
        why -> dryRun ? publisher.planDeletion(names, why) : publisher.delete(names, why));
  }
}
