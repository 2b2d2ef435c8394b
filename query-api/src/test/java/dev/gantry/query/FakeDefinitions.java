package dev.gantry.query;

import dev.gantry.domain.alerting.Rule;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.schedule.ScheduleVersion;
import dev.gantry.topologies.port.Definitions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Cameras as a test defines them. */
public final class FakeDefinitions implements Definitions {

  final List<CameraDefinition> cameras = new CopyOnWriteArrayList<>();
  final SortedMap<String, List<ScheduleVersion>> schedules = new ConcurrentSkipListMap<>();

  @Override
  public Optional<CameraDefinition> camera(String id, Instant at) {
    return cameras.stream().filter(camera -> camera.id().equals(id)).findFirst();
  }

  @Override
  public Optional<CameraDefinition> camera(String id, int version) {
    return cameras.stream()
        .filter(camera -> camera.id().equals(id) && camera.version() == version)
        .findFirst();
  }

  @Override
  public List<CameraDefinition> cameras(Instant at) {
    return List.copyOf(cameras);
  }

  @Override
  public List<Rule> rules(String stream, Instant at) {
    return List.of();
  }

  @Override
  public Optional<ModelDescriptor> model(String id, Instant at) {
    return Optional.empty();
  }

  @Override
  public SortedMap<String, List<ScheduleVersion>> schedules() {
    return schedules;
  }
}
