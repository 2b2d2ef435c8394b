package dev.gantry.topologies.runtime;

import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.topology.AlertingTopology;
import dev.gantry.topologies.topology.MatchTopology;
import dev.gantry.topologies.topology.SignInsTopology;
import dev.gantry.topologies.topology.TasksTopology;
import dev.gantry.topologies.topology.TrackingTopology;
import dev.gantry.topologies.topology.TrafficTopology;
import dev.gantry.topologies.topology.VisionTopology;
import org.apache.kafka.streams.Topology;

/** What a process can be: each role is a Kafka Streams application of its own. */
public enum Role {
  /** Frames become detections. */
  VISION("vision", Pace.HEAVY),
  /** Detections become tracks. */
  TRACKING("tracking", Pace.PROMPT),
  /** Tracks become speeds and flow. */
  TRAFFIC("traffic", Pace.STEADY),
  /** Tasks live and end, and schedules open new ones. */
  TASKS("tasks", Pace.STEADY),
  /** Sign-ins become findings. */
  SIGNINS("signins", Pace.PROMPT),
  /** Records become matches of rules. */
  MATCH("match", Pace.PROMPT),
  /** Matches become alerts. */
  ALERTING("alerting", Pace.PROMPT);

  private final String name;
  private final Pace pace;

  Role(String name, Pace pace) {
    this.name = name;
    this.pace = pace;
  }

  /** Its name in {@code --roles}, and the end of its application id. */
  public String roleName() {
    return name;
  }

  /** Builds its topology; starts nothing. */
  public Topology topology(TopologyContext from) {
    return switch (this) {
      case VISION -> VisionTopology.build(from);
      case TRACKING -> TrackingTopology.build(from);
      case TRAFFIC -> TrafficTopology.build(from);
      case TASKS -> TasksTopology.build(from);
      case SIGNINS -> SignInsTopology.build(from);
      case MATCH -> MatchTopology.build(from);
      case ALERTING -> AlertingTopology.build(from);
    };
  }

  Pace pace() {
    return pace;
  }

  /** How often a role commits, and with it how long its results take. */
  enum Pace {
    /** On the way from a detection to an alert: every millisecond counts. */
    PROMPT(20, 5, 5, 4 * 1024 * 1024),
    /** Results that a second more or less does not matter to. */
    STEADY(250, 50, 50, 4 * 1024 * 1024),
    /** Large records that take long each. */
    HEAVY(100, 20, 5, 0);

    final int commitMs;
    final int pollMs;
    final int lingerMs;
    final long cacheBytes;

    Pace(int commitMs, int pollMs, int lingerMs, long cacheBytes) {
      this.commitMs = commitMs;
      this.pollMs = pollMs;
      this.lingerMs = lingerMs;
      this.cacheBytes = cacheBytes;
    }
  }
}
