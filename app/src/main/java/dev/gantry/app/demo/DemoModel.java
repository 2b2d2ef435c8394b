package dev.gantry.app.demo;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.definition.DefinitionFiles;
import dev.gantry.detectors.Detectors;
import dev.gantry.detectors.InferredModel;
import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.topologies.definition.DefinitionKind;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.ModelWriter;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The model of a demo, known to run.
 *
 * @param definition its definition
 * @param reading for weights without one: what they were taken for, in one line
 */
record DemoModel(ParsedDefinition definition, Optional<String> reading) {

  /**
   * Reads a definition, or works one out from weights, and loads the model once: a camera whose
   * model can't be used would show nothing.
   *
   * @throws CommandFailedException saying what does not fit
   * @throws dev.gantry.topologies.definition.DefinitionException with everything wrong in a
   *     definition
   */
  static DemoModel of(Path file, DefinitionParser parser, Detectors detectors) {
    try {
      return Detectors.isWeights(file)
          ? ofWeights(file, parser, detectors)
          : ofDefinition(file, parser, detectors);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException("--model: " + e.getMessage(), e);
    }
  }

  private static DemoModel ofWeights(Path file, DefinitionParser parser, Detectors detectors) {
    InferredModel inferred = detectors.infer(DemoDefinitions.idOf(file, "model"), file);
    String document = ModelWriter.write(inferred.descriptor());
    ParsedDefinition definition = parser.parse(file.toString(), document).orThrow().get(0);
    requireUsable(definition, detectors);
    return new DemoModel(definition, Optional.of(inferred.reading()));
  }

  private static DemoModel ofDefinition(Path file, DefinitionParser parser, Detectors detectors) {
    ParsedDefinition definition =
        DemoDefinitions.only(DefinitionKind.MODEL, file, new DefinitionFiles(parser).read(file));
    requireUsable(definition, detectors);
    return new DemoModel(definition, Optional.empty());
  }

  private static void requireUsable(ParsedDefinition definition, Detectors detectors) {
    ModelDescriptor model = definition.model().orElseThrow();
    detectors.create(model).close();
  }
}
