package dev.gantry.app.definition;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Definition;
import dev.gantry.topologies.definition.DefinitionKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gantry export}. */
@Command(
    name = "export",
    description = {
      "Writes definitions as they are in Kafka: the documents as they were published, with version,"
          + " time, author and reason above them. To apply them again changes nothing.",
      "Without -o they go to standard output, one after the other."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: gantry export -o definitions/ --config gantry.yaml"})
public final class ExportCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin ConnectionOptions connection = new ConnectionOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Directory for a file each, such as speeding.rule.yaml; made if need be.")
  @Nullable Path directory;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      split = ",",
      description = "Only of these kinds, such as rule,camera.")
  List<String> kinds = List.of();

  @Override
  public Integer call() {
    requireKinds();
    List<PublishedDefinitions.Newest> definitions;
    try (PublishedDefinitions published = PublishedDefinitions.of(connection.connection())) {
      definitions =
          published.newest().stream()
              .filter(PublishedDefinitions.Newest::exists)
              .filter(each -> kinds.isEmpty() || kinds.contains(each.kind().word()))
              .toList();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (directory == null) {
      out.print(definitions.stream().map(ExportCommand::text).collect(Collectors.joining("---\n")));
    } else {
      write(directory, definitions, out);
    }
    out.flush();
    return 0;
  }

  private void requireKinds() {
    List<String> known = Arrays.stream(DefinitionKind.values()).map(DefinitionKind::word).toList();
    for (String kind : kinds) {
      if (!known.contains(kind)) {
        throw new ParameterException(
            spec.commandLine(),
            "--kind: expected one of " + String.join(", ", known) + ", found " + kind);
      }
    }
  }

  private static String text(PublishedDefinitions.Newest definition) {
    Definition record = definition.version().record();
    String reason = record.getReason().isBlank() ? "" : ": " + oneLine(record.getReason());
    return "# version %d of %s, by %s%s\n"
            .formatted(
                record.getVersion(),
                Micros.toInstant(record.getPublishedAtUs()),
                oneLine(record.getAuthor()),
                reason)
        + record.getDocument();
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
  }

  private static void write(
      Path directory, List<PublishedDefinitions.Newest> definitions, PrintWriter out) {
    Set<String> written = new TreeSet<>();
    try {
      Files.createDirectories(directory);
      for (PublishedDefinitions.Newest each : definitions) {
        String name = each.version().id() + "." + each.kind().word() + ".yaml";
        Files.writeString(directory.resolve(name), text(each));
        written.add(name);
      }
      out.printf("%d definitions are in %s%n", written.size(), directory);
      others(directory, written)
          .forEach(name -> out.printf("%s is there too, and was not exported%n", name));
    } catch (IOException e) {
      throw new CommandFailedException(
          "-o: expected a directory that can be written, found " + directory, e);
    }
  }

  /** What apply would also read: a definition that was deleted meanwhile, say. */
  private static List<String> others(Path directory, Set<String> written) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.matches(".*\\.(ya?ml|json)") && !name.matches(".*\\.test\\.ya?ml"))
          .filter(name -> !written.contains(name))
          .sorted()
          .toList();
    }
  }
}
