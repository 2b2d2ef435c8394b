package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.detection.ModelDescriptor.ColorOrder;
import dev.gantry.domain.detection.ModelDescriptor.Decoder;
import dev.gantry.domain.detection.ModelDescriptor.Engine;
import dev.gantry.domain.detection.ModelDescriptor.Input;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelWriterTest {

  private final DefinitionParser parser = new DefinitionParser(rule -> List.of());

  @ParameterizedTest
  @EnumSource(Decoder.class)
  void shouldWriteWhatIsReadAsTheSameModel(Decoder decoder) {
    // given labels that YAML takes for something else unless they are quoted
    ModelDescriptor model =
        new ModelDescriptor(
            "gate-1",
            1,
            Engine.ONNX_RUNTIME,
            Optional.of("/models/a: b #1.onnx"),
            Optional.of(new Input(416, 256, ColorOrder.BGR, 1.0 / 255, false)),
            Optional.of(decoder),
            List.of("no", "1", "it's", "a: b"),
            0.25,
            0.45);

    // then
    assertThat(read(ModelWriter.write(model))).isEqualTo(model);
  }

  @Test
  void shouldWriteModelWithoutFile() {
    assertThat(read(ModelWriter.write(ModelDescriptor.MOTION))).isEqualTo(ModelDescriptor.MOTION);
  }

  private ModelDescriptor read(String document) {
    return parser.parse("model.yaml", document).orThrow().get(0).model().orElseThrow();
  }
}
