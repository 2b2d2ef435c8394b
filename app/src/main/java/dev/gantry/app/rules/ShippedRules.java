package dev.gantry.app.rules;

import dev.gantry.app.CommandFailedException;
import dev.gantry.ingest.city.CityDefinitions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gantry rules shipped}. */
@Command(
    name = "shipped",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the rules that come along, and for each a scenario that fires it and one that does"
          + " not, into a directory: to adapt, to test and to publish.",
      "A file that is there already is never overwritten."
    },
    footer = {
      "",
      "Exit codes: 0 written, 1 it could not be, 2 the command line is wrong.",
      "Example: gantry rules shipped rules/ && gantry rules test rules/*.test.yaml"
    })
final class ShippedRules implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Where to; made when it is not there.")
  Path directory = Path.of(".");

  @Override
  public Integer call() {
    Map<String, String> files = CityDefinitions.shippedRules();
    files.keySet().forEach(this::requireAbsent);
    PrintWriter out = spec.commandLine().getOut();
    files.forEach((name, text) -> out.println(written(name, text)));
    out.flush();
    return 0;
  }

  private void requireAbsent(String name) {
    if (Files.exists(directory.resolve(name))) {
      throw new CommandFailedException(
          "DIR: expected a directory without %s, found it in %s".formatted(name, directory));
    }
  }

  private Path written(String name, String text) {
    Path file = directory.resolve(name);
    try {
      Files.createDirectories(directory);
      return Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new CommandFailedException(
          "DIR: expected a directory that can be written to, found %s: %s"
              .formatted(directory, e.getMessage()),
          e);
    }
  }
}
