package dev.gantry.app.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * What a group of brokers is made of.
 *
 * @param dir where everything lies; created when missing, and left behind
 * @param nodes how many brokers, 1 to 9; with three or more each record has three copies
 * @param partitions partitions of topics created without a count of their own, 1 to 1000
 * @param options options of each broker's virtual machine
 * @param inFront given the port a broker listens on, the port under which clients are told to reach
 *     it: for something that stands between them. It is called before the brokers start
 */
public record BrokerGroupSettings(
    Path dir, int nodes, int partitions, List<String> options, IntUnaryOperator inFront) {

  /**
   * Small: three brokers and what uses them share a machine. Thorough compilation is left out: it
   * would take a quarter of what a broker takes, for minutes after each start.
   */
  public static final List<String> SMALL =
      List.of("-Xmx256m", "-Xms64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  public BrokerGroupSettings {
    dir = dir.toAbsolutePath().normalize();
    options = List.copyOf(options);
    if (nodes < 1 || nodes > 9) {
      throw new IllegalArgumentException("nodes: expected 1 to 9, found " + nodes);
    }
    if (partitions < 1 || partitions > 1000) {
      throw new IllegalArgumentException("partitions: expected 1 to 1000, found " + partitions);
    }
  }

  /** Three small brokers that clients reach directly. */
  public static BrokerGroupSettings three(Path dir) {
    return new BrokerGroupSettings(
        dir, 3, EmbeddedClusterSettings.DEFAULT_PARTITIONS, SMALL, port -> port);
  }

  public BrokerGroupSettings withInFront(IntUnaryOperator port) {
    return new BrokerGroupSettings(dir, nodes, partitions, options, port);
  }
}
