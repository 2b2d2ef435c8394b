package dev.gantry.topologies.topology;

import dev.gantry.schemas.topic.Topic;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.DecodeInput;
import dev.gantry.topologies.processor.match.MatchRules;
import dev.gantry.topologies.processor.match.SignalPartitioner;
import dev.gantry.topologies.rule.RuleLanguage;
import dev.gantry.topologies.rule.RuleStream;
import dev.gantry.topologies.rule.RuleStreams;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/**
 * MATCH: rules are evaluated on records.
 *
 * <pre>
 * vehicle-tracks, segment-speeds, anomalies, camera-events, task-events, auth-events,
 * signin-findings (key → record)
 *   └─ decode-* ─ what can't be read ─▶ dead-letters (bytes → bytes)
 *        └─ match-rules
 *             └─▶ signals (scope → Signal: match; progress to every partition)
 * </pre>
 *
 * <p>A record is judged on its own, so the streams share tasks only to share threads. The anchor
 * store keeps nothing: it makes the transactional id outlive a restart.
 */
public final class MatchTopology {

  private static final String MATCH = "match-rules";
  private static final String WRITE = "write-signals";

  private MatchTopology() {}

  /** Builds the topology. */
  public static Topology build(TopologyContext from) {
    List<Topic<? extends SpecificRecordBase>> inputs =
        List.of(
            from.topics().vehicleTracks(),
            from.topics().segmentSpeeds(),
            from.topics().anomalies(),
            from.topics().cameraEvents(),
            from.topics().taskEvents(),
            from.topics().authEvents(),
            from.topics().signinFindings());
    Topology topology = new Topology();
    Map<String, RuleStream> streams = new TreeMap<>();
    for (Topic<? extends SpecificRecordBase> input : inputs) {
      topology
          .addSource(
              "read-" + input.baseName(),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer(),
              input.name())
          .addProcessor(
              "decode-" + input.baseName(),
              DecodeInput.of(input, from, MATCH),
              "read-" + input.baseName());
      streams.put(input.name(), RuleStreams.find(input.baseName()).orElseThrow());
    }
    RuleLanguage language = new RuleLanguage();
    String[] decoders =
        inputs.stream().map(input -> "decode-" + input.baseName()).toArray(String[]::new);
    var signals = from.topics().signals();
    return topology
        .addProcessor(MATCH, () -> new MatchRules(from, streams, language), decoders)
        .addStateStore(StateStores.anchor(), MATCH)
        .addSink(
            WRITE,
            signals.name(),
            signals.keySerde().serializer(),
            signals.valueSerde().serializer(),
            new SignalPartitioner(),
            MATCH)
        .addSink(
            DecodeInput.DEAD_LETTERS,
            from.topics().deadLetters().name(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            decoders);
  }
}
