package dev.gantry.ingest.city;

import dev.gantry.ingest.city.camera.CameraDefinitions;
import dev.gantry.ingest.city.camera.CameraLayout;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.staff.Technicians;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The definitions that a simulated city needs. */
public final class CityDefinitions {

  private static final String RULES = "rules.yaml";
  private static final List<String> SCENARIOS =
      List.of("across", "cameras", "roads", "sensors", "sign-ins", "tasks");

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
    return text(RULES);
  }

  /** The same and the scenarios that test them, by the names of their files. */
  public static Map<String, String> shippedRules() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(RULES, rulesYaml());
    SCENARIOS.stream()
        .map(about -> about + ".test.yaml")
        .forEach(name -> files.put(name, text(name)));
    return files;
  }

  private static String text(String name) {
    try (InputStream in = CityDefinitions.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read resource " + name, e);
    }
  }
}
