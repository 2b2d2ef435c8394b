package dev.gantry.topologies.definition;

import java.util.List;

/**
 * Everything found in some files.
 *
 * @param definitions documents without a problem, in the order they were read
 * @param problems everything wrong, in the order of the files
 */
public record ParseResult(List<ParsedDefinition> definitions, List<Problem> problems) {

  public ParseResult {
    definitions = List.copyOf(definitions);
    problems = List.copyOf(problems);
  }

  /**
   * The definitions, all of them.
   *
   * @throws DefinitionException with every problem, when there is one
   */
  public List<ParsedDefinition> orThrow() {
    if (!problems.isEmpty()) {
      throw new DefinitionException(problems);
    }
    return definitions;
  }
}
