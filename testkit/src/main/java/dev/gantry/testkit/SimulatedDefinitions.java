package dev.gantry.testkit;

import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionTexts;
import dev.gantry.topologies.definition.DefinitionsView;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.port.Definitions;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import java.nio.file.Path;
import java.util.List;

/** Definitions of a {@link Simulation}, checked as {@code gantry apply} checks them. */
public final class SimulatedDefinitions {

  private SimulatedDefinitions() {}

  /**
   * Definitions in files, or directly in directories, that apply to all events.
   *
   * @throws dev.gantry.topologies.definition.DefinitionException with everything wrong in them
   */
  public static Definitions of(Path... paths) {
    return firstVersions(parser().parse(DefinitionTexts.read(List.of(paths)).orThrow()).orThrow());
  }

  /**
   * Definitions as text, several documents if need be.
   *
   * @throws dev.gantry.topologies.definition.DefinitionException with everything wrong in them
   */
  public static Definitions of(String yaml) {
    return firstVersions(parser().parse("definitions", yaml).orThrow());
  }

  /** Definitions that were read before. */
  public static Definitions firstVersions(List<ParsedDefinition> documents) {
    return DefinitionsView.ofFirstVersions(parser(), documents);
  }

  static DefinitionParser parser() {
    return new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));
  }
}
