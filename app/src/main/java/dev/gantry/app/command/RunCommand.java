package dev.gantry.app.command;

import dev.gantry.app.config.ConfigLoader;
import dev.gantry.app.config.GantryConfig;
import dev.gantry.app.config.RoleName;
import dev.gantry.app.definition.DefinitionFiles;
import dev.gantry.app.process.GantryProcess;
import dev.gantry.app.process.ProcessSettings;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gantry run}. */
@Command(
    name = "run",
    description = {
      "Runs the application against a real cluster, until it is told to stop.",
      "The configuration is a YAML file, then GANTRY_... environment variables over it;"
          + " docs/configuration.md lists every key."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: gantry run --config gantry.yaml --roles tracking,traffic"})
final class RunCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration. Default: environment variables only.")
  @Nullable Path config;

  @Option(
      names = "--roles",
      paramLabel = "ROLES",
      description = "What this process runs, such as tracking,traffic,api; overrides the file.")
  @Nullable String roles;

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (roles != null) {
      environment.put("GANTRY_ROLES", roles);
    }
    GantryConfig loaded = ConfigLoader.load(config, environment);
    List<ParsedDefinition> definitions = definitions(loaded);
    CompletableFuture<Void> stop = new CompletableFuture<>();
    Interruption.during(() -> run(loaded, definitions, stop), () -> stop.complete(null));
    System.out.println("Stopped.");
    return Main.DONE;
  }

  /** To make a parser takes a fifth of a second: none where there is nothing to read. */
  private static List<ParsedDefinition> definitions(GantryConfig config) {
    List<Path> dirs = config.definitions().dirs();
    if (dirs.isEmpty()) {
      return List.of();
    }
    DefinitionFiles files = new DefinitionFiles(DefinitionParser.of(config.toTopologies()));
    return dirs.stream().flatMap(dir -> files.read(dir).stream()).toList();
  }

  private static void run(
      GantryConfig config, List<ParsedDefinition> definitions, CompletableFuture<Void> stop) {
    try (GantryProcess process = GantryProcess.start(ProcessSettings.of(config), definitions)) {
      System.out.println("Running " + words(config.roles()));
      process.address().ifPresent(address -> System.out.println("Open " + address));
      CompletableFuture.anyOf(stop, process.failure()).join();
      process.check();
    }
  }

  private static String words(Set<RoleName> roles) {
    return roles.stream().sorted().map(RoleName::toString).collect(Collectors.joining(", "));
  }
}
