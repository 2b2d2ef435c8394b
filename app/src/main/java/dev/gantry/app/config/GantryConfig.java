package dev.gantry.app.config;

import dev.gantry.detectors.DetectorSettings;
import dev.gantry.domain.traffic.TrafficSettings;
import dev.gantry.domain.traffic.WindowSpan;
import dev.gantry.topologies.config.AlertingConfig;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.config.TrafficConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What {@code gantry run} is told: defaults, then a YAML file, then the environment. Read once at
 * start and never changed; parts of the application receive the part that is theirs.
 *
 * <p>Sections are records without {@link Setting}; their order here is that of the reference page.
 */
public record GantryConfig(
    ClusterConfig cluster,
    RegistryConfig registry,
    Topics topics,
    @Setting(
            doc = "What this process runs. Several processes may share the work of one role.",
            byDefault = "vision,tracking,traffic,tasks,signins,match,alerting,api")
        Set<RoleName> roles,
    @Setting(
            doc =
                "Where state stores lie. It must survive a restart, else state is restored from"
                    + " Kafka first.",
            byDefault = ".gantry/state")
        Path stateDir,
    @Setting(
            doc =
                "Name of this process among those sharing its roles, the same at every start: its"
                    + " work is kept for it over a short absence. The host's name when absent.")
        Optional<String> instanceId,
    ThreadsConfig threads,
    Definitions definitions,
    Http http,
    Detectors detectors,
    Alerting alerting,
    Traffic traffic,
    TrackerConfig tracking,
    AnomalyConfig anomaly,
    SignInsConfig signins) {

  /** As the topologies take it. */
  public TopologiesConfig toTopologies() {
    TopologiesConfig byDefault = TopologiesConfig.DEFAULT;
    TrafficConfig other = byDefault.traffic();
    return new TopologiesConfig(
        byDefault.vision(),
        tracking.toSettings(),
        new TrafficConfig(
            traffic.toSettings(),
            other.vehicleLabels(),
            other.flushAfter(),
            other.queryRetention()),
        anomaly.toSettings(),
        signins.toSettings(),
        new AlertingConfig(alerting.scopeLabel()));
  }

  /** Topics on the cluster. */
  public record Topics(
      @Setting(
              doc =
                  "Put before the name of every topic, group and transaction, so that several sites"
                      + " can share a cluster. Letters, digits, dot, hyphen and underscore.")
          String prefix,
      @Setting(
              doc =
                  "Partitions of every topic that has more than one; those of the catalogue when"
                      + " absent. Cannot be changed once the topics exist.",
              min = 1,
              max = 1000)
          Optional<Integer> partitions)
      implements Section {
    /** As the topics' administration takes it. */
    public OptionalInt partitionsOverride() {
      return partitions.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    @Override
    public List<Conflict> conflicts() {
      return prefix.matches("[A-Za-z0-9._-]{0,100}")
          ? List.of()
          : List.of(
              new Conflict(
                  "prefix",
                  "expected up to 100 letters, digits, dots, hyphens and underscores, found \""
                      + prefix
                      + "\""));
    }
  }

  /** Cameras, rules and other definitions given as files. */
  public record Definitions(
      @Setting(
              doc =
                  "Folders with definitions in YAML, published at start where they differ from"
                      + " those in Kafka.")
          List<Path> dirs) {}

  /** The HTTP interface. */
  public record Http(
      @Setting(
              doc =
                  "Address to listen on. Only an address of this machine's loopback is taken, since"
                      + " nobody is asked for a password.",
              byDefault = "127.0.0.1")
          String host,
      @Setting(
              doc = "Port to listen on; 0 for any free one.",
              byDefault = "8080",
              min = 0,
              max = 65535)
          int port)
      implements Section {
    @Override
    public List<Conflict> conflicts() {
      try {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
          if (!address.isLoopbackAddress()) {
            return List.of(
                new Conflict(
                    "host",
                    "expected a loopback address such as 127.0.0.1, found \""
                        + host
                        + "\"; put a proxy that authenticates before it"));
          }
        }
        return List.of();
      } catch (UnknownHostException e) {
        return List.of(new Conflict("host", "expected a known host, found \"" + host + "\""));
      }
    }
  }

  /** Native libraries behind the detectors. */
  public record Detectors(
      @Setting(
              doc =
                  "Where native libraries are unpacked on first use: about 90 MB, and 430 MB more"
                      + " with a PyTorch model.",
              byDefault = "~/.cache/gantry/natives")
          Path cacheDir,
      @Setting(
              doc = "Threads within one inference; 1 when several cameras are served at once.",
              byDefault = "1",
              min = 1,
              max = 256)
          int threads) {
    public DetectorSettings toSettings() {
      return new DetectorSettings(cacheDir, threads);
    }
  }

  /** Alerting. */
  public record Alerting(
      @Setting(
              doc =
                  "Label whose value decides which alerts can see each other: inhibition, grouping"
                      + " and correlation work within one value of it.",
              byDefault = "site")
          String scopeLabel)
      implements Section {
    @Override
    public List<Conflict> conflicts() {
      return scopeLabel.matches("[a-zA-Z_][a-zA-Z0-9_]*")
          ? List.of()
          : List.of(
              new Conflict(
                  "scope_label",
                  "expected a label's name (letters, digits and underscores, no digit first),"
                      + " found \""
                      + scopeLabel
                      + "\""));
    }
  }

  /** Speeds and flow by window of event time. */
  public record Traffic(
      @Setting(doc = "Length of the panes that windows are merged from.", byDefault = "1s")
          Duration pane,
      @Setting(
              doc =
                  "Lengths of the windows, ascending, each a multiple of the pane: `60s` follow each"
                      + " other, `5m every 1m` overlap.",
              byDefault = "10s,60s")
          List<WindowSpan> windows,
      @Setting(
              doc = "How far a camera goes beyond a pane's end before the pane is first told of.",
              byDefault = "250ms")
          Duration settle,
      @Setting(
              doc =
                  "How far every camera goes beyond a window's end before it is final; at least"
                      + " `settle`.",
              byDefault = "2s")
          Duration finalDelay,
      @Setting(
              doc =
                  "How far behind its camera a step may be and still correct a window; at least"
                      + " `final_delay`.",
              byDefault = "5s")
          Duration grace,
      @Setting(
              doc =
                  "How far beyond a window's end the cameras of a segment go before it can no"
                      + " longer be corrected; at least `grace`.",
              byDefault = "60s")
          Duration retention,
      @Setting(
              doc =
                  "How far behind the fastest camera of a segment another that had vehicles there"
                      + " may fall and still correct windows; at least `retention`.",
              byDefault = "5m")
          Duration lag,
      @Setting(
              doc =
                  "How long nothing is heard of a camera, by the clock, until no window waits for"
                      + " it. One of which nothing is heard for as long in event time did not look"
                      + " on.",
              byDefault = "10s")
          Duration idle,
      @Setting(
              doc =
                  "How long after the last vehicle on a segment windows go on, with a flow of 0,"
                      + " while its cameras look on; `0s` for not at all.",
              byDefault = "7d")
          Duration emptyFor)
      implements Section {
    /** As the computation takes it. */
    public TrafficSettings toSettings() {
      return new TrafficSettings(
          pane, windows, settle, finalDelay, grace, retention, lag, idle, emptyFor);
    }

    @Override
    public List<Conflict> conflicts() {
      return Section.conflictsOf("traffic", this::toSettings);
    }
  }
}
