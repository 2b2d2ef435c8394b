package dev.gantry.ingest.city;

import dev.gantry.ingest.city.camera.CameraDefinitions;
import dev.gantry.ingest.city.camera.CameraLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The definitions that a simulated city needs. */
public final class CityDefinitions {

  private CityDefinitions() {}

  /** Its cameras: documents of kind {@code camera}. */
  public static String camerasYaml(CityScenario scenario) {
    var network = CityWatch.network(scenario);
    return new CameraDefinitions(network, scenario.framesPerSecond())
        .yaml(CameraLayout.place(network, scenario.cameras()));
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
