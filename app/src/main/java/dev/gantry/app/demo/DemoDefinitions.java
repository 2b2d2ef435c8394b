package dev.gantry.app.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.gantry.app.CommandFailedException;
import dev.gantry.app.definition.DefinitionFiles;
import dev.gantry.detectors.DetectorSettings;
import dev.gantry.detectors.Detectors;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.ingest.scene.Scene;
import dev.gantry.topologies.definition.DefinitionKind;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The definitions that a demo publishes before it starts.
 *
 * @param cameras the cameras of the demo
 * @param all cameras, rules and model
 * @param notes what a user should know of how they came about, a line each
 */
record DemoDefinitions(
    List<CameraDefinition> cameras, List<ParsedDefinition> all, List<String> notes) {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String SITE = "demo";

  /**
   * Reads what the options name, and supplies the rest.
   *
   * @throws dev.gantry.topologies.definition.DefinitionException with everything wrong
   * @throws CommandFailedException when a file can't be read or holds something else
   */
  static DemoDefinitions of(DemoOptions options, DefinitionParser parser) {
    // before a video is opened: these libraries take their settings from whoever uses them first
    Detectors detectors = new Detectors(DetectorSettings.defaults());
    DefinitionFiles files = new DefinitionFiles(parser);
    List<ParsedDefinition> cameras = cameras(options, parser, files);
    List<ParsedDefinition> all = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    if (options.model().isPresent()) {
      DemoModel model = DemoModel.of(options.model().get(), parser, detectors);
      String id = model.definition().id();
      cameras = cameras.stream().map(camera -> withModel(camera, id, parser)).toList();
      all.add(model.definition());
      model.reading().ifPresent(notes::add);
    } else {
      all.addAll(modelsBesideTheCamera(options, files));
    }
    all.addAll(cameras);
    all.addAll(
        options
            .rules()
            .map(files::read)
            .orElseGet(() -> parser.parse("rules of the demo", rulesYaml(options)).orThrow()));
    return new DemoDefinitions(
        cameras.stream().map(camera -> camera.camera().orElseThrow()).toList(),
        List.copyOf(all),
        List.copyOf(notes));
  }

  /** The names of the rules. */
  Set<String> rules() {
    return all.stream()
        .filter(definition -> definition.kind() == DefinitionKind.RULE)
        .map(ParsedDefinition::id)
        .collect(Collectors.toSet());
  }

  private static List<ParsedDefinition> cameras(
      DemoOptions options, DefinitionParser parser, DefinitionFiles files) {
    if (options.camera().isPresent()) {
      Path file = options.camera().get();
      return List.of(only(DefinitionKind.CAMERA, file, files.read(file)));
    }
    String documents =
        options.video().map(DemoDefinitions::uncalibrated).orElseGet(() -> camerasYaml(options));
    return parser.parse("cameras of the demo", documents).orThrow();
  }

  /** The camera may name one of them. */
  private static List<ParsedDefinition> modelsBesideTheCamera(
      DemoOptions options, DefinitionFiles files) {
    return options.camera().map(files::read).orElse(List.of()).stream()
        .filter(each -> each.kind() == DefinitionKind.MODEL)
        .toList();
  }

  private static String camerasYaml(DemoOptions options) {
    return switch (options.scene()) {
      case ROAD -> Scene.cameraYaml();
      case CITY -> CityDefinitions.camerasYaml(options.scenario());
    };
  }

  private static String rulesYaml(DemoOptions options) {
    return options.video().isEmpty() && options.scene() == DemoOptions.Scene.CITY
        ? CityDefinitions.rulesYaml()
        : Scene.rulesYaml();
  }

  private static String uncalibrated(Path video) {
    return YAML.createObjectNode()
        .put("kind", "camera")
        .put("id", idOf(video, "video"))
        .put("site", SITE)
        .toString();
  }

  /** An id out of the name of a file; {@code otherwise} when no letter of it can be in one. */
  static String idOf(Path file, String otherwise) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    id = id.replaceAll("^-|-$", "");
    return id.isEmpty() ? otherwise : id;
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

  /** The one definition of a kind in a file. */
  static ParsedDefinition only(DefinitionKind kind, Path file, List<ParsedDefinition> found) {
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
