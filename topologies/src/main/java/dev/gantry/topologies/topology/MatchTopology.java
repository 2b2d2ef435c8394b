package dev.gantry.topologies.topology;

import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.match.MatchRules;
import dev.gantry.topologies.processor.match.SignalPartitioner;
import dev.gantry.topologies.rule.RuleLanguage;
import dev.gantry.topologies.rule.RuleStream;
import dev.gantry.topologies.rule.RuleStreams;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
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

  private static final String READ = "read-";
  private static final String DECODE = "decode-";
  private static final String MATCH = "match-rules";
  private static final String WRITE = "write-signals";

  private MatchTopology() {}

  /** Builds the topology. */
  public static Topology build(TopologyContext from) {
    Wiring wiring = new Wiring(from);
    List<Topic<? extends SpecificRecordBase>> inputs = inputs(from.topics());
    Map<String, RuleStream> streams = new TreeMap<>();
    for (Topic<? extends SpecificRecordBase> input : inputs) {
      String name = input.baseName();
      wiring.read(READ + name, input).decode(DECODE + name, input, MATCH, READ + name);
      streams.put(input.name(), RuleStreams.find(name).orElseThrow());
    }
    RuleLanguage language = new RuleLanguage();
    String[] decoders =
        inputs.stream().map(input -> DECODE + input.baseName()).toArray(String[]::new);
    return wiring
        .process(MATCH, () -> new MatchRules(from, streams, language), decoders)
        .keep(StateStores.anchor(), MATCH)
        .write(WRITE, from.topics().signals(), new SignalPartitioner(), MATCH)
        .setAside(decoders)
        .topology();
  }

  private static List<Topic<? extends SpecificRecordBase>> inputs(TopicCatalogue topics) {
    return List.of(
        topics.vehicleTracks(),
        topics.segmentSpeeds(),
        topics.anomalies(),
        topics.cameraEvents(),
        topics.taskEvents(),
        topics.authEvents(),
        topics.signinFindings());
  }
}
