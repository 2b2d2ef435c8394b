package dev.gantry.app.cluster;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings of one broker among several: each is controller and broker, every record lies on
 * three of them and is acknowledged when two have it.
 */
final class GroupProperties {

  /** Brokers talk to each other here, past whatever is put between them and their clients. */
  static final String BROKER_LISTENER = "BROKER";

  /** Most replicas of a partition. */
  private static final int REPLICAS = 3;

  private GroupProperties() {}

  /**
   * Addresses of a broker.
   *
   * @param id its number, 1 or more
   * @param client port for clients
   * @param advertised port under which clients are told to reach it
   * @param broker port for other brokers
   * @param controller port of its controller
   */
  record Address(int id, int client, int advertised, int broker, int controller) {}

  static Map<String, String> of(
      Address own, List<Address> all, BrokerGroupSettings settings, String logDir) {
    Map<String, String> p = BrokerProperties.common(settings.partitions());
    identity(p, own, all, logDir);
    replicas(p, Math.min(REPLICAS, all.size()));
    fewFetches(p);
    quickFailover(p);
    return p;
  }

  private static void identity(
      Map<String, String> p, Address own, List<Address> all, String logDir) {
    p.put("process.roles", "broker,controller");
    p.put("node.id", Integer.toString(own.id()));
    p.put("log.dirs", logDir);
    p.put("metadata.log.dir", logDir);
    String brokers = at(BROKER_LISTENER, own.broker());
    p.put(
        "listeners",
        String.join(
            ",",
            at(BrokerProperties.CLIENT_LISTENER, own.client()),
            brokers,
            at(BrokerProperties.CONTROLLER_LISTENER, own.controller())));
    p.put(
        "advertised.listeners",
        at(BrokerProperties.CLIENT_LISTENER, own.advertised()) + "," + brokers);
    p.put(
        "listener.security.protocol.map",
        "%s:PLAINTEXT,%s:PLAINTEXT,%s:PLAINTEXT"
            .formatted(
                BrokerProperties.CLIENT_LISTENER,
                BROKER_LISTENER,
                BrokerProperties.CONTROLLER_LISTENER));
    p.put("inter.broker.listener.name", BROKER_LISTENER);
    p.put("controller.listener.names", BrokerProperties.CONTROLLER_LISTENER);
    p.put(
        "controller.quorum.voters",
        all.stream()
            .map(each -> each.id() + "@" + BrokerProperties.HOST + ":" + each.controller())
            .collect(Collectors.joining(",")));
  }

  private static String at(String listener, int port) {
    return listener + "://" + BrokerProperties.HOST + ":" + port;
  }

  private static void replicas(Map<String, String> p, int replicas) {
    String all = Integer.toString(replicas);
    String enough = Integer.toString(Math.max(1, replicas - 1));
    p.put("default.replication.factor", all);
    p.put("min.insync.replicas", enough);
    p.put("offsets.topic.replication.factor", all);
    p.put("transaction.state.log.replication.factor", all);
    p.put("transaction.state.log.min.isr", enough);
    p.put("share.coordinator.state.topic.replication.factor", all);
    p.put("share.coordinator.state.topic.min.isr", enough);
  }

  /**
   * Copies are fetched ten times a second instead of at each small append: whoever fetches, and who
   * answers, goes through all partitions each time, which is most of what brokers do when they
   * share a machine. What is written waits for its copies for up to so long.
   */
  private static void fewFetches(Map<String, String> p) {
    p.put("replica.fetch.min.bytes", Integer.toString(1 << 16));
    p.put("replica.fetch.wait.max.ms", "100");
  }

  private static void quickFailover(Map<String, String> p) {
    // How long a dead broker's partitions have no leader; by default 9 s. Together with an election
    // it is to be less than a transaction may last, or else the cluster ends those under way.
    p.put("broker.session.timeout.ms", "2500");
    p.put("broker.heartbeat.interval.ms", "500");
    // A dead broker that was also the active controller costs an election before that time begins
    // to count: 2 to 3 s by default.
    p.put("controller.quorum.fetch.timeout.ms", "1200");
    p.put("controller.quorum.election.timeout.ms", "600");
    p.put("controller.quorum.election.backoff.max.ms", "300");
    // A broker that returns gets its share of the leaders back in seconds instead of minutes.
    p.put("leader.imbalance.check.interval.seconds", "10");
  }
}
