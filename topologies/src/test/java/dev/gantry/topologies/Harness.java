package dev.gantry.topologies;

import dev.gantry.domain.geometry.Speeds;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.Definition;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionsView;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.port.GeoLocator;
import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import dev.gantry.topologies.topology.AlertingTopology;
import dev.gantry.topologies.topology.MatchTopology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;

/** MATCH and ALERTING, one after the other, without a broker. */
public final class Harness implements AutoCloseable {

  /** Start of the event times in tests. */
  public static final long T0_US = 1_767_225_600_000_000L;

  private final DefinitionParser parser =
      new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));
  public final DefinitionsView definitions = new DefinitionsView(parser);
  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  public final TopicCatalogue topics = new TopicCatalogue("", registry);
  public final RoleCounters matchCounters = new RoleCounters();
  public final RoleCounters alertingCounters = new RoleCounters();
  private final TopologyTestDriver match;
  private final TopologyTestDriver alerting;

  public Harness(String... rules) {
    for (String rule : rules) {
      publish(rule, 0);
    }
    match = driver(MatchTopology.build(context(matchCounters)), "match");
    alerting = driver(AlertingTopology.build(context(alertingCounters)), "alerting");
  }

  public TopologyContext context(RoleCounters counters) {
    return new TopologyContext(
        topics,
        registry,
        definitions,
        topic -> 1,
        model -> {
          throw new IllegalStateException("no detector is needed");
        },
        GeoLocator.NONE,
        counters,
        TopologiesConfig.DEFAULT);
  }

  private static TopologyTestDriver driver(Topology topology, String name) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "gantry-" + name);
    return new TopologyTestDriver(topology, properties, Instant.ofEpochSecond(1_767_225_600));
  }

  /** Publishes the next version of a definition. */
  public void publish(String document, long effectiveFromUs) {
    ParsedDefinition parsed = parser.parse("test.yaml", document).orThrow().get(0);
    accept(parsed.kind().word(), parsed.id(), document, effectiveFromUs, false);
  }

  /** Ends a rule. */
  public void deleteRule(String alert, long effectiveFromUs) {
    accept("rule", alert, "", effectiveFromUs, true);
  }

  private void accept(
      String kind, String id, String document, long effectiveFromUs, boolean deleted) {
    var known =
        dev.gantry.topologies.definition.DefinitionKind.find(kind)
            .map(found -> definitions.history(found, id).size())
            .orElse(0);
    DefinitionsView.Outcome outcome =
        definitions.accept(
            id + "|" + (known + 1),
            Definition.newBuilder()
                .setKind(kind)
                .setId(id)
                .setVersion(known + 1)
                .setEffectiveFromUs(effectiveFromUs)
                .setDeleted(deleted)
                .setDocument(document)
                .build());
    if (!(outcome instanceof DefinitionsView.Outcome.Accepted)) {
      throw new IllegalStateException(outcome.toString());
    }
  }

  /** A calibrated car at 72 ± 1 km/h on a road with a limit of 50, in the zone of a school. */
  public static TrackUpdate.Builder track(double seconds) {
    return TrackUpdate.newBuilder()
        .setCameraId("c1")
        .setSite("harbour")
        .setTrackId("c1-1-5-0")
        .setState(seconds == 0 ? TrackState.NEW : TrackState.UPDATE)
        .setStreamEpoch(1)
        .setFrameSeq(Math.round(seconds * 10))
        .setTimeMode(TimeMode.REPLAY)
        .setLabel("car")
        .setSegment("harbour-rd")
        .setZones(List.of("school"))
        .setCalibrated(true)
        .setSpeedKnown(true)
        .setSpeedMps(20)
        .setSpeedSigmaMps(Speeds.toMps(1))
        .setLimitMps(Speeds.toMps(50))
        .setStartedAtUs(T0_US)
        .setCapturedAtUs(T0_US + Math.round(seconds * 1e6));
  }

  /** Gives MATCH a record, and its signals to ALERTING. */
  public <V> List<Alert> give(Topic<V> topic, V value) {
    match
        .createInputTopic(
            topic.name(), topic.keySerde().serializer(), topic.valueSerde().serializer())
        .pipeInput(topic.keyOf(value).orElse(""), value);
    return pump();
  }

  public List<Alert> give(TrackUpdate.Builder update) {
    return give(topics.vehicleTracks(), update.build());
  }

  /** Gives ALERTING a signal as it is. */
  public List<Alert> signal(Signal signal) {
    Topic<Signal> topic = topics.signals();
    alerting
        .createInputTopic(
            topic.name(), topic.keySerde().serializer(), topic.valueSerde().serializer())
        .pipeInput(signal.getScope(), signal);
    return alerts();
  }

  /** Signals written by MATCH that were not passed on yet. */
  public List<Signal> signals() {
    Topic<Signal> topic = topics.signals();
    return match
        .createOutputTopic(
            topic.name(), topic.keySerde().deserializer(), topic.valueSerde().deserializer())
        .readValuesToList();
  }

  /** Gives MATCH a record and keeps its signals from ALERTING. */
  public <V> List<Signal> matchOnly(Topic<V> topic, V value) {
    match
        .createInputTopic(
            topic.name(), topic.keySerde().serializer(), topic.valueSerde().serializer())
        .pipeInput(topic.keyOf(value).orElse(""), value);
    return signals();
  }

  /** Lets the wall clock of both go on. */
  public List<Alert> tick(Duration duration) {
    match.advanceWallClockTime(duration);
    List<Alert> alerts = new ArrayList<>(pump());
    alerting.advanceWallClockTime(duration);
    alerts.addAll(alerts());
    return alerts;
  }

  private List<Alert> pump() {
    List<Alert> alerts = new ArrayList<>();
    for (Signal signal : signals()) {
      alerts.addAll(signal(signal));
    }
    return alerts;
  }

  private List<Alert> alerts() {
    Topic<Alert> topic = topics.alerts();
    return alerting
        .createOutputTopic(
            topic.name(), topic.keySerde().deserializer(), topic.valueSerde().deserializer())
        .readValuesToList();
  }

  /** Identities of which ALERTING remembers something. */
  public long keptAlerts() {
    long kept = 0;
    try (KeyValueIterator<String, byte[]> all =
        alerting.<String, byte[]>getKeyValueStore(AlertingTopology.ALERT_BY_IDENTITY).all()) {
      for (; all.hasNext(); all.next()) {
        kept++;
      }
    }
    return kept;
  }

  /** Everything on alerts-current so far, keyed by alert id. */
  public List<TestRecord<String, Alert>> current() {
    Topic<Alert> topic = topics.alertsCurrent();
    return alerting
        .createOutputTopic(
            topic.name(), topic.keySerde().deserializer(), topic.valueSerde().deserializer())
        .readRecordsToList();
  }

  /** Puts raw bytes on a topic of MATCH; answers the dead letters. */
  public List<TestRecord<byte[], byte[]>> giveBytes(String topic, byte[] key, byte[] value) {
    match
        .createInputTopic(
            topic,
            new org.apache.kafka.common.serialization.ByteArraySerializer(),
            new org.apache.kafka.common.serialization.ByteArraySerializer())
        .pipeInput(key, value);
    return match
        .createOutputTopic(
            topics.deadLetters().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  /** Gives MATCH a record in JSON, as from a shell; its signals are passed on by {@link #tick}. */
  public void giveJson(String topic, String key, byte[] json) {
    List<TestRecord<byte[], byte[]>> dead =
        giveBytes(topic, key.getBytes(java.nio.charset.StandardCharsets.UTF_8), json);
    if (!dead.isEmpty()) {
      throw new IllegalArgumentException(
          new String(
              dead.get(0)
                  .headers()
                  .lastHeader(dev.gantry.schemas.topic.DeadLetterHeaders.MESSAGE)
                  .value(),
              java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  /** The driver of ALERTING, for its metrics. */
  public TopologyTestDriver alertingDriver() {
    return alerting;
  }

  /** The driver of MATCH, for its metrics. */
  public TopologyTestDriver matchDriver() {
    return match;
  }

  @Override
  public void close() {
    match.close();
    alerting.close();
  }
}
