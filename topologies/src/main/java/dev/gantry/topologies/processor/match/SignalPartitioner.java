package dev.gantry.topologies.processor.match;

import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SignalKind;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends matches where their scope is owned, and progress to every partition. */
public final class SignalPartitioner implements StreamPartitioner<String, Signal> {

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, String key, Signal value, int numPartitions) {
    return value.getKind() == SignalKind.PROGRESS
        ? Optional.of(IntStream.range(0, numPartitions).boxed().collect(Collectors.toSet()))
        : Optional.empty();
  }
}
