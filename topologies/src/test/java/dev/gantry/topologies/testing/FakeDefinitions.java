package dev.gantry.topologies.testing;

import dev.gantry.domain.alerting.Rule;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.topologies.port.Definitions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Definitions that apply at all times, put in by hand. */
public class FakeDefinitions implements Definitions {

  private final Map<String, CameraDefinition> cameras = new TreeMap<>();
  private final Map<String, ModelDescriptor> models = new TreeMap<>();

  public FakeDefinitions with(CameraDefinition camera) {
    cameras.put(camera.id(), camera);
    return this;
  }

  public FakeDefinitions with(ModelDescriptor model) {
    models.put(model.id(), model);
    return this;
  }

  @Override
  public Optional<CameraDefinition> camera(String id, Instant at) {
    return Optional.ofNullable(cameras.get(id));
  }

  @Override
  public Optional<CameraDefinition> camera(String id, int version) {
    return Optional.ofNullable(cameras.get(id)).filter(camera -> camera.version() == version);
  }

  @Override
  public List<CameraDefinition> cameras(Instant at) {
    return List.copyOf(cameras.values());
  }

  @Override
  public List<Rule> rules(String stream, Instant at) {
    return List.of();
  }

  @Override
  public Optional<ModelDescriptor> model(String id, Instant at) {
    return Optional.ofNullable(models.get(id));
  }
}
