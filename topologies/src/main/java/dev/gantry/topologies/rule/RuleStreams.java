package dev.gantry.topologies.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The streams that rules may read. */
public final class RuleStreams {

  private static final Map<String, RuleStream> ALL = all();

  private RuleStreams() {}

  /** By name of the topic without prefix. */
  public static Optional<RuleStream> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** All names, in the order of the flow. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** All streams, in the order of the flow. */
  public static List<RuleStream> list() {
    return List.copyOf(ALL.values());
  }

  private static Map<String, RuleStream> all() {
    Map<String, RuleStream> streams = new LinkedHashMap<>();
    for (RuleStream stream :
        List.of(
            CameraStreams.tracks(),
            CameraStreams.segments(),
            EventStreams.anomalies(),
            CameraStreams.cameraEvents(),
            EventStreams.tasks(),
            EventStreams.auth(),
            EventStreams.findings())) {
      streams.put(stream.name(), stream);
    }
    return streams;
  }
}
