package dev.gantry.app.rules;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.config.Connection;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.app.definition.DefinitionFiles;
import dev.gantry.app.definition.PublishedDefinitions;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.testkit.whatif.AlertChanges;
import dev.gantry.testkit.whatif.RecordedInputs;
import dev.gantry.testkit.whatif.WhatIf;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionsView;
import dev.gantry.topologies.definition.Durations;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gantry rules what-if}. */
@Command(
    name = "what-if",
    mixinStandardHelpOptions = true,
    description = {
      "Says which alerts other rules would have given over what was recorded: those that come,"
          + " those that go, those that fire or resolve at other times, and those that say"
          + " something else, with their causes.",
      "Records and present definitions come from Kafka; or from files of JSON lines, named by their"
          + " stream (auth-events.jsonl), and --base. They are taken in the order of event time,"
          + " topic, partition and offset. The same records and rules give the same answer, byte"
          + " for byte."
    },
    footer = {
      "",
      "Exit codes: 0 compared, 1 could not, 2 the command line is wrong.",
      "Example: gantry rules what-if --rules new/ --from 2026-02-01T00:00:00Z --to"
          + " 2026-02-02T00:00:00Z --config gantry.yaml"
    })
final class WhatIfRules implements Callable<Integer> {

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  @Spec CommandSpec spec;
  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin PlacesOption geo = new PlacesOption();

  @Option(
      names = "--rules",
      required = true,
      paramLabel = "PATH",
      description =
          "File or directory of definitions that are tried, as if gantry apply had published them"
              + " before all records; may be repeated.")
  List<Path> rules = new ArrayList<>();

  @Option(
      names = "--only",
      description = "Try these rules alone: those that they do not name are gone.")
  boolean only;

  @Option(
      names = "--base",
      paramLabel = "PATH",
      description = "Present definitions, in place of those in Kafka; may be repeated.")
  List<Path> base = new ArrayList<>();

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description =
          "File or directory of JSON lines, in place of the records in Kafka; may be repeated.")
  List<Path> input = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Event time, such as 2026-02-01T00:00:00Z. Default: the first record's.")
  Instant from = FIRST;

  @Option(names = "--to", paramLabel = "TIME", description = "Event time. Default: the last.")
  Instant to = LAST;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      defaultValue = "15m",
      description =
          "So much of what was before --from is gone through first, for what holds or is pending"
              + " then. Default: ${DEFAULT-VALUE}.")
  String warmUp = "";

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  @Override
  public Integer call() {
    if (!from.isBefore(to)) {
      throw new ParameterException(spec.commandLine(), "expected --from before --to");
    }
    TopologiesConfig settings = connection.settings();
    DefinitionParser parser = DefinitionParser.of(settings);
    List<ParsedDefinition> tried = new DefinitionFiles(parser).read(rules);
    RecordedInputs inputs =
        new RecordedInputs(
            from.equals(FIRST) ? from : from.minus(warmUp()),
            to,
            Runtime.getRuntime().maxMemory() / 3);
    Optional<Connection> cluster =
        base.isEmpty() || input.isEmpty() ? Optional.of(connection.connection()) : Optional.empty();
    DefinitionsView present = present(cluster, parser);
    int unreadable = inputs(cluster, inputs);
    DefinitionsView other = present.with(tried, only);
    AlertChanges changes = changes(present, other, settings, inputs);
    PrintWriter out = spec.commandLine().getOut();
    ChangesReport report = new ChangesReport(changes, inputs.counts(), unreadable);
    out.print(json ? report.json() : report.text());
    out.flush();
    return 0;
  }

  private AlertChanges changes(
      DefinitionsView present,
      DefinitionsView other,
      TopologiesConfig settings,
      RecordedInputs inputs) {
    try (PlacesOption.Places places = geo.open(connection.geoDatabase())) {
      if (inputs.checkSignIns()) {
        places.tellWhatIsOff(spec.commandLine().getErr());
      }
      return new WhatIf(present, other, settings, places.locator()).run(inputs, from);
    }
  }

  private Duration warmUp() {
    return Durations.parse(warmUp)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--warm-up: expected " + Durations.EXPECTED + ", found " + warmUp));
  }

  private DefinitionsView present(Optional<Connection> cluster, DefinitionParser parser) {
    if (!base.isEmpty()) {
      return DefinitionsView.ofFirstVersions(parser, new DefinitionFiles(parser).read(base));
    }
    try (PublishedDefinitions published = PublishedDefinitions.of(cluster.orElseThrow())) {
      return published.publisher().read();
    }
  }

  private int inputs(Optional<Connection> cluster, RecordedInputs inputs) {
    try {
      if (!input.isEmpty()) {
        input.forEach(new InputFiles(inputs)::read);
        return 0;
      }
      Connection to = cluster.orElseThrow();
      try (RestSchemaRegistry registry = new RestSchemaRegistry(to.requireRegistry())) {
        to.requireKafka();
        return new InputTopics(to, registry, inputs).read();
      }
    } catch (RecordedInputs.TooManyException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }
}
