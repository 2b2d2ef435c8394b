package dev.gantry.detectors;

import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.detection.ModelDescriptor.Decoder;
import dev.gantry.domain.detection.ModelDescriptor.Input;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a descriptor fits what its model gives. */
final class ModelFit {

  private ModelFit() {}

  /**
   * Refuses a descriptor whose decoder can't read the outputs, or reads them as what they are not,
   * or whose labels are not as many as the classes.
   *
   * @param decoder the descriptor's
   * @param outputs of one run
   * @throws IllegalArgumentException naming the field, the value and what was expected
   */
  static void require(ModelDescriptor descriptor, OutputDecoder decoder, List<Tensor> outputs) {
    requireDecoder(descriptor, outputs);
    int classes;
    try {
      classes = decoder.classes(outputs);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          LoadedModel.field(descriptor.id(), "output.decoder")
              + name(descriptor.decoder().orElseThrow())
              + " "
              + e.getMessage(),
          e);
    }
    if (classes != descriptor.labels().size()) {
      throw new IllegalArgumentException(
          LoadedModel.field(descriptor.id(), "labels")
              + "expected "
              + classes
              + " as the model's output "
              + outputs.get(0)
              + " has, found "
              + descriptor.labels().size());
    }
  }

  private static void requireDecoder(ModelDescriptor descriptor, List<Tensor> outputs) {
    Input input = descriptor.input().orElseThrow();
    Decoder given = descriptor.decoder().orElseThrow();
    Optional<Decoder> fitting =
        ModelFamily.of(outputs, input.width(), input.height())
            .map(recognised -> recognised.family().decoder());
    if (fitting.isPresent() && fitting.get() != given) {
      throw new IllegalArgumentException(
          LoadedModel.field(descriptor.id(), "output.decoder")
              + "expected "
              + name(fitting.get())
              + " as the model's output "
              + outputs.get(0)
              + " suggests, found "
              + name(given));
    }
  }

  private static String name(Decoder decoder) {
    return decoder.name().toLowerCase(Locale.ROOT);
  }
}
