package dev.gantry.app.definition;

import dev.gantry.app.process.GantryProcess;
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
      description = "File or directory of definitions in YAML or JSON; may be repeated.")
  List<Path> paths = new ArrayList<>();

  /**
   * Reads them.
   *
   * @throws dev.gantry.topologies.definition.DefinitionException with everything wrong in them
   */
  List<ParsedDefinition> read() {
    return new DefinitionFiles(GantryProcess.definitionParser()).read(paths);
  }
}
