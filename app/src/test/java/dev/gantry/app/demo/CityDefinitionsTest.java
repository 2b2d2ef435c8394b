package dev.gantry.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.process.GantryProcess;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.ingest.city.CityScenario;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CityDefinitionsTest {

  @Test
  void shouldNameTheGateThatACameraSees() {
    var scenario = new CityScenario(1, 13, 10, CityScenario.DEFAULT_SECOND_OF_DAY, true);
    List<CameraDefinition> cameras =
        GantryProcess.definitionParser()
            .parse("cameras", CityDefinitions.camerasYaml(scenario))
            .orThrow()
            .stream()
            .map(definition -> definition.camera().orElseThrow())
            .toList();
    assertThat(zones(cameras.get(0))).containsExactly("free", "gate-1");
    assertThat(zones(cameras.get(11))).containsExactly("free", "gate-12");
    assertThat(zones(cameras.get(12))).containsExactly("free");
  }

  private static List<String> zones(CameraDefinition camera) {
    return camera.zones().stream().map(CameraDefinition.Zone::id).toList();
  }
}
