package dev.gantry.app.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionTexts;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.nio.file.Path;
import java.util.List;

/**
 * Definitions in YAML or JSON files.
 *
 * <p>The {@code file} of a model is read as relative to the file that names it, and becomes an
 * absolute path, so that a published definition means the same wherever it is read.
 */
public final class DefinitionFiles {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final DefinitionParser parser;

  public DefinitionFiles(DefinitionParser parser) {
    this.parser = parser;
  }

  /** As {@link #read(List)}. */
  public List<ParsedDefinition> read(Path path) {
    return read(List.of(path));
  }

  /**
   * Reads files, and the definition files in directories and within those; an id may be defined
   * once in all of them.
   *
   * @throws dev.gantry.topologies.definition.DefinitionException with everything wrong in them, or
   *     with the paths that can't be read
   */
  public List<ParsedDefinition> read(List<Path> paths) {
    return parser.parse(DefinitionTexts.read(paths).orThrow()).orThrow().stream()
        .map(this::withAbsoluteFile)
        .toList();
  }

  private ParsedDefinition withAbsoluteFile(ParsedDefinition definition) {
    String named = definition.model().flatMap(model -> model.file()).orElse("");
    if (named.isEmpty() || Path.of(named).isAbsolute()) {
      return definition;
    }
    Path resolved = Path.of(definition.file()).toAbsolutePath().resolveSibling(named).normalize();
    try {
      ObjectNode document = (ObjectNode) YAML.readTree(definition.document());
      document.put("file", resolved.toString());
      return parser.parse(definition.file(), document.toString()).orThrow().get(0);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a document that was parsed can't be read again", e);
    }
  }
}
