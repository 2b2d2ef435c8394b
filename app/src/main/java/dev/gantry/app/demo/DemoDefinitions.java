package dev.gantry.app.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.gantry.app.CommandFailedException;
import dev.gantry.app.definition.DefinitionFiles;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.ingest.scene.Scene;
import dev.gantry.topologies.definition.DefinitionKind;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The definitions that a demo publishes before it starts.
 *
 * @param camera the one camera of the demo
 * @param all camera, rules and model
 */
record DemoDefinitions(CameraDefinition camera, List<ParsedDefinition> all) {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String SITE = "demo";

  /**
   * Reads what the options name, and supplies the rest.
   *
   * @throws dev.gantry.topologies.definition.DefinitionException with everything wrong
   * @throws CommandFailedException when a file can't be read or holds something else
   */
  static DemoDefinitions of(DemoOptions options, DefinitionParser parser) {
    DefinitionFiles files = new DefinitionFiles(parser);
    Optional<ParsedDefinition> model =
        options.model().map(file -> only(DefinitionKind.MODEL, file, files.read(file)));
    ParsedDefinition camera = camera(options, parser, files);
    if (model.isPresent()) {
      camera = withModel(camera, model.get().id(), parser);
    }
    List<ParsedDefinition> all = new ArrayList<>();
    all.add(camera);
    model.ifPresent(all::add);
    all.addAll(
        options
            .rules()
            .map(files::read)
            .orElseGet(() -> parser.parse("rules of the demo", Scene.rulesYaml()).orThrow()));
    return new DemoDefinitions(camera.camera().orElseThrow(), List.copyOf(all));
  }

  private static ParsedDefinition camera(
      DemoOptions options, DefinitionParser parser, DefinitionFiles files) {
    if (options.camera().isPresent()) {
      Path file = options.camera().get();
      return only(DefinitionKind.CAMERA, file, files.read(file));
    }
    String document =
        options.video().map(DemoDefinitions::uncalibrated).orElseGet(Scene::cameraYaml);
    return parser.parse("camera of the demo", document).orThrow().get(0);
  }

  private static String uncalibrated(Path video) {
    String name = String.valueOf(video.getFileName()).replaceFirst("\\.[^.]*$", "");
    String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    id = id.replaceAll("^-|-$", "");
    return YAML.createObjectNode()
        .put("kind", "camera")
        .put("id", id.isEmpty() ? "video" : id)
        .put("site", SITE)
        .toString();
  }

  private static ParsedDefinition withModel(
      ParsedDefinition camera, String model, DefinitionParser parser) {
    try {
      ObjectNode document = (ObjectNode) YAML.readTree(camera.document());
      document.put("model", model);
      return parser.parse(camera.file(), document.toString()).orThrow().get(0);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a document that was parsed can't be read again", e);
    }
  }

  private static ParsedDefinition only(
      DefinitionKind kind, Path file, List<ParsedDefinition> found) {
    List<ParsedDefinition> wanted = found.stream().filter(each -> each.kind() == kind).toList();
    if (wanted.size() != 1) {
      throw new CommandFailedException(
          String.format(
              "%s: expected one definition of kind %s, found %d among %s",
              file,
              kind.name().toLowerCase(Locale.ROOT),
              wanted.size(),
              found.stream().map(each -> Map.entry(each.kind(), each.id())).toList()));
    }
    return wanted.get(0);
  }
}
