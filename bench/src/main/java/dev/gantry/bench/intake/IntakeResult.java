package dev.gantry.bench.intake;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was measured.
 *
 * @param connections connections, each with one request at a time
 * @param acknowledged events that were answered with 200, warming up included
 * @param inKafka events that Kafka has
 * @param legs by size of requests
 */
record IntakeResult(
    @JsonProperty("connections") int connections,
    @JsonProperty("acknowledged") long acknowledged,
    @JsonProperty("in_kafka") long inKafka,
    @JsonProperty("legs") List<IntakeLeg> legs) {

  IntakeResult {
    legs = List.copyOf(legs);
  }

  String words() {
    return legs.stream()
        .map(IntakeLeg::words)
        .collect(
            Collectors.joining(
                System.lineSeparator(),
                "",
                "%n%d connections; %d events acknowledged, %d in Kafka"
                    .formatted(connections, acknowledged, inKafka)));
  }
}
