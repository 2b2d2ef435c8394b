package dev.gantry.app.definition;

import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Definitions given as files. */
final class PathOptions {

  @Option(
      names = "-f",
      required = true,
      paramLabel = "PATH",
      description =
          "File or directory of definitions in YAML or JSON, with the directories in it that are"
              + " not hidden; may be repeated.")
  List<Path> paths = new ArrayList<>();

  /**
   * Reads them.
   *
   * @param settings settings of the installation they are for
   * @throws dev.gantry.topologies.definition.DefinitionException with everything wrong in them
   */
  List<ParsedDefinition> read(TopologiesConfig settings) {
    return new DefinitionFiles(DefinitionParser.of(settings)).read(paths);
  }
}
