package dev.gantry.testkit;

import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionTexts;
import dev.gantry.topologies.definition.DefinitionsView;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.port.Definitions;
import java.nio.file.Path;
import java.util.List;

/** Definitions of a {@link Simulation}, checked as {@code gantry apply} checks them. */
public final class SimulatedDefinitions {

  private static final DefinitionParser PARSER = DefinitionParser.of(TopologiesConfig.DEFAULT);

  private SimulatedDefinitions() {}

  /**
   * Definitions in files and in directories that apply to all events.
   *
   * @throws dev.gantry.topologies.definition.DefinitionException with everything wrong in them
   */
  public static Definitions of(Path... paths) {
    return firstVersions(
        PARSER.parse(DefinitionTexts.read(List.of(paths)).orThrow()).orThrow(),
        TopologiesConfig.DEFAULT);
  }

  /**
   * Definitions as text, several documents if need be.
   *
   * @throws dev.gantry.topologies.definition.DefinitionException with everything wrong in them
   */
  public static Definitions of(String yaml) {
    return firstVersions(PARSER.parse("definitions", yaml).orThrow(), TopologiesConfig.DEFAULT);
  }

  /**
   * Definitions that were read before.
   *
   * @param config settings of the installation they are for
   */
  public static Definitions firstVersions(
      List<ParsedDefinition> documents, TopologiesConfig config) {
    return DefinitionsView.ofFirstVersions(DefinitionParser.of(config), documents);
  }
}
