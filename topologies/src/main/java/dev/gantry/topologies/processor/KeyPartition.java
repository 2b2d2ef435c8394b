package dev.gantry.topologies.processor;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** On which partition of its topic the records of a key lie: state is kept there. */
public final class KeyPartition {

  private KeyPartition() {}

  /**
   * The partition that murmur2 of a key gives.
   *
   * @param count partitions of the topic, 1 or more
   */
  public static int of(String key, int count) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % count;
  }
}
