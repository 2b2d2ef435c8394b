package dev.gantry.app.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.gantry.app.CommandFailedException;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

  /**
   * Reads a file, or every {@code .yaml}, {@code .yml} and {@code .json} file directly in a
   * directory.
   *
   * @throws CommandFailedException when the path can't be read or no file is in it
   * @throws dev.gantry.topologies.definition.DefinitionException with everything wrong in them
   */
  public List<ParsedDefinition> read(Path path) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Path file : filesIn(path)) {
      texts.put(file.toString(), textOf(file));
    }
    if (texts.isEmpty()) {
      throw new CommandFailedException(
          path + ": expected files that end in .yaml, .yml or .json, found none");
    }
    return parser.parse(texts).orThrow().stream().map(this::withAbsoluteFile).toList();
  }

  private static List<Path> filesIn(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().matches(".*\\.(ya?ml|json)")).sorted().toList();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static String textOf(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new CommandFailedException(
          file
              + ": expected a definition, text in YAML or JSON, found a binary file. The weights of a"
              + " model are named by the 'file' of a definition of kind model; gantry demo also takes"
              + " bare ones that end in .onnx, .pt or .torchscript",
          e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
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

  private static CommandFailedException unreadable(Path path, IOException cause) {
    String found =
        Files.exists(path)
            ? cause.getClass().getSimpleName() + ": " + cause.getMessage()
            : "nothing there";
    return new CommandFailedException(
        path + ": expected a file or directory that can be read, found " + found, cause);
  }
}
