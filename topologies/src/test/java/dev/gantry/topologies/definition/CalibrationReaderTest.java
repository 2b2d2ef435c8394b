package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.camera.Calibration;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.geometry.KnownDistance;
import dev.gantry.domain.geometry.KnownDistance.Direction;
import dev.gantry.domain.geometry.Lens;
import dev.gantry.domain.geometry.Point;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationReaderTest {

  private final DefinitionParser parser =
      new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));

  @Test
  void shouldReadTheOtherCalibrationsWhenTheyAreGiven() {
    CameraDefinition matrix =
        camera("kind: camera\nid: a\ncalibration: {matrix: [1, 0, 0, 0, -1.5e0, 0, 0, 0, 1]}\n");
    CameraDefinition vanishing =
        camera(
            """
        kind: camera
        id: a
        calibration: {vanishing: {vp1: [-200, 40], vp2: [3000.5, 60], principal: [960, 540], scale: 0.071}}
        """);

    assertThat(matrix.calibration())
        .contains(new Calibration.Matrix(List.of(1.0, 0.0, 0.0, 0.0, -1.5, 0.0, 0.0, 0.0, 1.0)));
    assertThat(vanishing.calibration())
        .contains(
            new Calibration.Vanishing(
                new Point(-200, 40), new Point(3000.5, 60), new Point(960, 540), .071));
  }

  @Test
  void shouldReadDistancesThroughALensWhenACameraIsCalibratedSo() {
    CameraDefinition camera =
        camera(
            """
                kind: camera
                id: gate
                calibration:
                  principal: [480, 270]
                  lens: {focal: 905, principal: [480, 270], distortion: [-0.1, 0.02, 0, 0]}
                  distances:
                    - {from: [301, 500], to: [388, 330], metres: 10.4, direction: along}
                    - {from: [701, 510], to: [606, 333], metres: 10.4, direction: along}
                    - {from: [301, 500], to: [701, 510], metres: 3.9}
                    - {from: [388, 330], to: [606, 333], metres: 4.1, direction: across}
                """);

    Calibration.ThroughLens through = (Calibration.ThroughLens) camera.calibration().orElseThrow();
    assertThat(through.lens())
        .isEqualTo(new Lens(905, 905, new Point(480, 270), -0.1, 0.02, 0, 0, 0));
    Calibration.Distances known = (Calibration.Distances) through.calibration();
    assertThat(known.principal()).isEqualTo(new Point(480, 270));
    assertThat(known.distances())
        .extracting(KnownDistance::direction)
        .containsExactly(Direction.ALONG, Direction.ALONG, Direction.ANY, Direction.ACROSS);
  }

  private CameraDefinition camera(String text) {
    List<ParsedDefinition> all = parser.parse("f.yaml", text).orThrow();
    assertThat(all).hasSize(1);
    return all.get(0).camera().orElseThrow();
  }
}
