package dev.gantry.app.command;

import dev.gantry.app.config.Connection;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.app.definition.DefinitionFiles;
import dev.gantry.app.process.GantryProcess;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionPublisher;
import dev.gantry.topologies.definition.DefinitionPublisher.Change;
import dev.gantry.topologies.definition.DefinitionPublisher.Published;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gantry apply}. */
@Command(
    name = "apply",
    description = {
      "Publishes definitions (cameras, rules, models) where they differ from those in Kafka.",
      "Running processes take them up; a bad document changes nothing."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: gantry apply -f definitions/ --config gantry.yaml --reason 'new limit'"
    })
final class ApplyCommand implements Callable<Integer> {

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  @Option(
      names = "-f",
      required = true,
      paramLabel = "PATH",
      description = "File or directory of definitions in YAML or JSON; may be repeated.")
  List<Path> paths = new ArrayList<>();

  @Option(names = "--author", description = "Who changes them. Default: the user's name.")
  String author = System.getProperty("user.name", "unknown");

  @Option(names = "--reason", description = "Why, in words.")
  String reason = "";

  @Option(
      names = "--effective-from",
      paramLabel = "TIME",
      description =
          "Event time from which new versions apply, such as 2026-01-01T00:05:00Z. A first version"
              + " always applies to everything. Default: now.")
  @Nullable Instant effectiveFrom;

  @Override
  public Integer call() {
    Connection to = connection.connection();
    DefinitionParser parser = GantryProcess.definitionParser();
    DefinitionFiles files = new DefinitionFiles(parser);
    List<ParsedDefinition> definitions = files.read(paths);
    try (RestSchemaRegistry registry = new RestSchemaRegistry(to.requireRegistry())) {
      to.requireKafka();
      DefinitionPublisher publisher =
          new DefinitionPublisher(
              to.impatientClient(),
              new TopicCatalogue(to.prefix(), registry),
              registry,
              parser,
              Clock.systemUTC());
      publisher
          .publish(definitions, new Change(author, reason, Optional.ofNullable(effectiveFrom)))
          .forEach(ApplyCommand::print);
    }
    return Main.DONE;
  }

  private static void print(Published published) {
    System.out.printf(
        "%s %s: version %d%s%n",
        published.kind().name().toLowerCase(Locale.ROOT),
        published.id(),
        published.version(),
        published.changed() ? "" : ", unchanged");
  }
}
