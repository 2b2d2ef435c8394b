package dev.gantry.app.cluster;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The broker's settings: one node that is controller and broker, small, quick to start and quick to
 * settle after a crash. Keys not named here keep Kafka's defaults.
 */
final class BrokerProperties {
  static final int NODE_ID = 1;
  static final String CLIENT_LISTENER = "PLAINTEXT";
  static final String CONTROLLER_LISTENER = "CONTROLLER";
  static final String HOST = "127.0.0.1";

  private BrokerProperties() {}

  /**
   * The settings of one start.
   *
   * @param afterCrash whether the last start in {@code logDir} was not stopped
   */
  static Map<String, String> of(
      Path logDir, int clientPort, int controllerPort, int partitions, boolean afterCrash) {
    Map<String, String> p = common(partitions);
    identity(p, logDir, clientPort, controllerPort);
    oneReplica(p);
    if (afterCrash) {
      quickReturn(p);
    }
    return p;
  }

  /** What does not depend on how many brokers there are. */
  static Map<String, String> common(int partitions) {
    Map<String, String> p = new HashMap<>();
    topics(p, partitions);
    quickGroups(p);
    quickTransactions(p);
    small(p);
    return p;
  }

  private static void identity(
      Map<String, String> p, Path logDir, int clientPort, int controllerPort) {
    p.put("process.roles", "broker,controller");
    p.put("node.id", Integer.toString(NODE_ID));
    p.put("log.dirs", logDir.toString());
    p.put("metadata.log.dir", logDir.toString());
    String client = CLIENT_LISTENER + "://" + HOST + ":" + clientPort;
    p.put("listeners", client + "," + CONTROLLER_LISTENER + "://" + HOST + ":" + controllerPort);
    p.put("advertised.listeners", client);
    p.put(
        "listener.security.protocol.map",
        CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    p.put("inter.broker.listener.name", CLIENT_LISTENER);
    p.put("controller.listener.names", CONTROLLER_LISTENER);
    // A static quorum, unlike a stored one, lets the controller's port change between starts.
    p.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
  }

  private static void oneReplica(Map<String, String> p) {
    p.put("default.replication.factor", "1");
    p.put("min.insync.replicas", "1");
    p.put("offsets.topic.replication.factor", "1");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    // A transaction's first records come while the one before is being closed, which takes a few
    // milliseconds without copies; by default the broker looks again after 20.
    p.put("add.partitions.to.txn.retry.backoff.ms", "2");
  }

  private static void topics(Map<String, String> p, int partitions) {
    p.put("num.partitions", Integer.toString(partitions));
    p.put("offsets.topic.num.partitions", "4");
    p.put("transaction.state.log.num.partitions", "4");
    p.put("share.coordinator.state.topic.num.partitions", "1");
    p.put("auto.create.topics.enable", "false");
    // Topics that say nothing themselves keep what they were given: replayed event times are years
    // old, and the default of seven days would delete them at once.
    p.put("log.retention.ms", "-1");
    // Event times may also run ahead of this machine's clock (a replay with a later start time).
    p.put("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    p.put("log.segment.bytes", Integer.toString(64 << 20));
    // Preallocated for every active segment; 1 MiB covers segments of 256 MiB.
    p.put("log.index.size.max.bytes", Integer.toString(1 << 20));
  }

  private static void quickGroups(Map<String, String> p) {
    p.put("group.initial.rebalance.delay.ms", "0");
    p.put("group.min.session.timeout.ms", "3000");
  }

  private static void quickTransactions(Map<String, String> p) {
    // Looked for every 10 s by default; until then the open transaction of a process that was
    // killed, past its time already, still blocks all readers.
    p.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "250");
  }

  /**
   * After a kill the controller, restarted with the broker, waits for the killed broker's session
   * to end before it lets the new one in: 9 s by default. Other starts keep that, since on a busy
   * machine a broker may well be silent for 3 s.
   */
  private static void quickReturn(Map<String, String> p) {
    p.put("broker.session.timeout.ms", "3000");
    p.put("broker.heartbeat.interval.ms", "500");
  }

  private static void small(Map<String, String> p) {
    p.put("num.network.threads", "2");
    p.put("num.io.threads", "4");
    p.put("background.threads", "2");
    p.put("num.recovery.threads.per.data.dir", "2");
    p.put("log.cleaner.threads", "1");
    p.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20));
    p.put("offsets.topic.segment.bytes", Integer.toString(16 << 20));
    p.put("transaction.state.log.segment.bytes", Integer.toString(16 << 20));
    p.put("metadata.log.segment.bytes", Integer.toString(16 << 20));
  }
}
