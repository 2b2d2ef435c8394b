package dev.gantry.bench.faults;

import dev.gantry.topologies.processor.KeyPartition;
import java.util.List;
import java.util.stream.IntStream;

/** Names of what belongs to a crowd. */
final class CrowdNames {

  private CrowdNames() {}

  /** Keys of which one belongs to each partition, in the order of these: none is ever silent. */
  static List<String> oneAPartition(String prefix) {
    return IntStream.range(0, TestBed.PARTITIONS)
        .mapToObj(partition -> onPartition(prefix, partition))
        .toList();
  }

  private static String onPartition(String prefix, int partition) {
    return IntStream.iterate(0, n -> n + 1)
        .mapToObj(n -> prefix + n)
        .filter(key -> KeyPartition.of(key, TestBed.PARTITIONS) == partition)
        .findFirst()
        .orElseThrow();
  }
}
