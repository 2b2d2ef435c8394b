package dev.gantry.ingest.city;

import dev.gantry.ingest.city.camera.CameraDefinitions;
import dev.gantry.ingest.city.camera.CameraLayout;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.staff.Technicians;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The definitions that a simulated city needs. */
public final class CityDefinitions {

  private CityDefinitions() {}

  /** Its cameras: documents of kind {@code camera}. */
  public static String camerasYaml(CityScenario scenario) {
    var network = CityWatch.network(scenario);
    var technicians = new Technicians(scenario, cameraIds(scenario));
    return new CameraDefinitions(network, scenario.framesPerSecond(), technicians::accountFor)
        .yaml(CameraLayout.place(network, scenario.cameras()));
  }

  /** The ids of its cameras, in their order. */
  public static List<String> cameraIds(CityScenario scenario) {
    return CameraLayout.place(CityWatch.network(scenario), scenario.cameras()).stream()
        .map(CityCamera::id)
        .toList();
  }

  /** The rules that find what goes wrong: documents of kind {@code rule}. */
  public static String rulesYaml() {
    try (InputStream in = CityDefinitions.class.getResourceAsStream("rules.yaml")) {
      if (in == null) {
        throw new IllegalStateException("resource rules.yaml is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read resource rules.yaml", e);
    }
  }
}
