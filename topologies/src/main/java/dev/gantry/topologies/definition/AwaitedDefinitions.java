package dev.gantry.topologies.definition;

import dev.gantry.domain.alerting.Rule;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.schedule.ScheduleVersion;
import dev.gantry.topologies.port.Definitions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/**
 * Definitions that are still being read: who asks waits until they are {@link #loaded}, so that
 * roles join their groups and restore their state meanwhile. An interrupt does not end the wait,
 * and nothing else does: whoever asked would take an error for one of the record at hand.
 */
public final class AwaitedDefinitions implements Definitions {

  private final CompletableFuture<Definitions> loaded = new CompletableFuture<>();

  /** Lets in who waits. */
  public void loaded(Definitions definitions) {
    loaded.complete(definitions);
  }

  /** Keeps an interrupt for later, unlike other ways to wait. */
  private Definitions get() {
    return loaded.join();
  }

  @Override
  public Optional<CameraDefinition> camera(String id, Instant at) {
    return get().camera(id, at);
  }

  @Override
  public Optional<CameraDefinition> camera(String id, int version) {
    return get().camera(id, version);
  }

  @Override
  public List<CameraDefinition> cameras(Instant at) {
    return get().cameras(at);
  }

  @Override
  public List<CameraDefinition> camerasOn(String segment, Instant at) {
    return get().camerasOn(segment, at);
  }

  @Override
  public List<Rule> rules(String stream, Instant at) {
    return get().rules(stream, at);
  }

  @Override
  public Optional<ModelDescriptor> model(String id, Instant at) {
    return get().model(id, at);
  }

  @Override
  public SortedMap<String, List<ScheduleVersion>> schedules() {
    return get().schedules();
  }

  @Override
  public Optional<Instant> ruleEndsAt(String alert) {
    return get().ruleEndsAt(alert);
  }

  @Override
  public Optional<Instant> ruleVersionEndsAt(String alert, int version) {
    return get().ruleVersionEndsAt(alert, version);
  }
}
