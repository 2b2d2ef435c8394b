package dev.gantry.topologies.definition;

import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.detection.ModelDescriptor.Input;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** Writes the document of a model: what {@link DefinitionParser} reads as the same descriptor. */
public final class ModelWriter {

  private ModelWriter() {}

  /** The document in YAML. The version, which is not part of it, is left out. */
  public static String write(ModelDescriptor model) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("kind", "model");
    document.put("id", model.id());
    document.put("engine", nameOf(model.engine(), ModelReader.ENGINES));
    model.file().ifPresent(file -> document.put("file", file));
    model.input().ifPresent(input -> document.put("input", write(input)));
    model
        .decoder()
        .map(decoder -> nameOf(decoder, ModelReader.DECODERS))
        .ifPresent(decoder -> document.put("output", Map.of("decoder", decoder)));
    if (!model.labels().isEmpty()) {
      document.put("labels", model.labels());
    }
    document.put("min_score", model.minScore());
    document.put("nms_iou", model.nmsIou());
    return new Yaml().dump(document);
  }

  private static Map<String, Object> write(Input input) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("size", input.width() + "x" + input.height());
    fields.put("color", nameOf(input.color(), ModelReader.COLORS));
    fields.put("scale", input.scale());
    fields.put("letterbox", input.letterbox());
    return fields;
  }

  private static <T> String nameOf(T value, Map<String, T> names) {
    return names.entrySet().stream()
        .filter(each -> each.getValue() == value)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
