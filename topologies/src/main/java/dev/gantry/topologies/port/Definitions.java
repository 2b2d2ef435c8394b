package dev.gantry.topologies.port;

import dev.gantry.domain.alerting.Rule;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.schedule.ScheduleVersion;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The operator's definitions as they applied at an event time.
 *
 * <p>A first version applies to all earlier events too, unless it states from when on it does; a
 * later one from the event time it states. Implementations may be called from any thread, and
 * answer without blocking once they are loaded.
 */
public interface Definitions {

  /** The camera as defined at an event time; absent when it is not defined, or deleted by then. */
  Optional<CameraDefinition> camera(String id, Instant at);

  /** A version of a camera; absent when there is no such version, or it is the camera's end. */
  Optional<CameraDefinition> camera(String id, int version);

  /** All cameras defined at an event time, by id. */
  List<CameraDefinition> cameras(Instant at);

  /** The cameras whose definitions have a segment at an event time, by id. */
  default List<CameraDefinition> camerasOn(String segment, Instant at) {
    return cameras(at).stream().filter(camera -> camera.has(segment)).toList();
  }

  /**
   * All rules with a predicate on a stream at an event time, by name. While nothing changes the
   * answer is the same list object, so that callers may keep what they derive from it.
   *
   * @param stream name of the stream, such as {@code vehicle-tracks}, without any prefix
   */
  List<Rule> rules(String stream, Instant at);

  /** The model as defined at an event time; absent when it is not defined, or deleted by then. */
  Optional<ModelDescriptor> model(String id, Instant at);

  /**
   * All versions of all schedules, oldest first, by id. A first version that states no time counts
   * from when it was published, or from 1970 where that is not known. While nothing changes the
   * answer is the same map object.
   */
  default SortedMap<String, List<ScheduleVersion>> schedules() {
    return Collections.emptySortedMap();
  }

  /**
   * When a rule that was deleted ended, in event time; absent while its newest version is not its
   * end.
   */
  default Optional<Instant> ruleEndsAt(String alert) {
    return Optional.empty();
  }

  /**
   * From when on a version of a rule no longer applies, since the next one does or the rule was
   * deleted; absent while it is the newest.
   */
  default Optional<Instant> ruleVersionEndsAt(String alert, int version) {
    return Optional.empty();
  }
}
