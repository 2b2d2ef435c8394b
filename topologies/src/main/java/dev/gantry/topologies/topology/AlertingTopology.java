package dev.gantry.topologies.topology;

import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.alerting.KeepAlerts;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/**
 * ALERTING: what matched becomes alerts.
 *
 * <pre>
 * signals (scope → Signal: match; progress on every partition)
 *   └─ decode-signals ─ what can't be read ─▶ dead-letters (bytes → bytes)
 * alert-commands (scope → AlertCommand: resolve)
 *   └─ decode-alert-commands ─ what can't be read ─▶ dead-letters
 *        └─ keep-alerts ⇄ alert-by-identity (scope|fingerprint → pending or firing)
 *             ⇄ signals-by-group (scope|fingerprint|version|mode → matches that may come together)
 *             ├─▶ alerts (scope → Alert at each change)
 *             ├─▶ alerts-current (alert id → Alert as it is)
 *             └─▶ task-commands (task → TaskCommand: what an alert opens)
 * </pre>
 *
 * <p>All signals of a scope lie on one partition, and so do commands about its alerts: one task
 * owns everything that has to see the scope's other alerts.
 */
public final class AlertingTopology {

  /** Store of pending and firing identities, in bytes. */
  public static final String ALERT_BY_IDENTITY = "alert-by-identity";

  /** Store of matches of correlated rules by what they agree in, in bytes. */
  public static final String SIGNALS_BY_GROUP = "signals-by-group";

  /**
   * Groups stay objects as long as they have about so many matches in all, then those that were not
   * asked for longest are read from their bytes again: a match takes about 1 KiB as an object.
   */
  private static final int MOST_KEPT_MATCHES = 32_768;

  private static final String READ = "read-signals";
  private static final String DECODE = "decode-signals";
  private static final String READ_COMMANDS = "read-alert-commands";
  private static final String DECODE_COMMANDS = "decode-alert-commands";
  private static final String KEEP = "keep-alerts";
  private static final String WRITE_HISTORY = "write-alerts";
  private static final String WRITE_CURRENT = "write-alerts-current";
  private static final String WRITE_TASKS = "write-task-commands";

  private AlertingTopology() {}

  /** Builds the topology. */
  public static Topology build(TopologyContext from) {
    var signals = from.topics().signals();
    var commands = from.topics().alertCommands();
    var names =
        new KeepAlerts.Names(
            ALERT_BY_IDENTITY, SIGNALS_BY_GROUP, WRITE_HISTORY, WRITE_CURRENT, WRITE_TASKS);
    return new Wiring(from)
        .read(READ, signals)
        .read(READ_COMMANDS, commands)
        .decode(DECODE, signals, KEEP, READ)
        .decode(DECODE_COMMANDS, commands, KEEP, READ_COMMANDS)
        .process(KEEP, () -> new KeepAlerts(from, names), DECODE, DECODE_COMMANDS)
        .keep(StateStores.cached(ALERT_BY_IDENTITY, Serdes.String(), Serdes.ByteArray()), KEEP)
        .keep(
            StateStores.writtenOnCommit(SIGNALS_BY_GROUP, KeepAlerts.groups(), MOST_KEPT_MATCHES),
            KEEP)
        .keep(StateStores.anchor(), KEEP)
        .write(WRITE_HISTORY, from.topics().alerts(), KEEP)
        .write(WRITE_CURRENT, from.topics().alertsCurrent(), KEEP)
        .write(WRITE_TASKS, from.topics().taskCommands(), KEEP)
        .setAside(DECODE, DECODE_COMMANDS)
        .topology();
  }
}
