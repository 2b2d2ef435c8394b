package dev.gantry.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.domain.anomaly.Pattern;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.serde.InputDecoder;
import dev.gantry.schemas.serde.JsonEvent;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.topic.DeadLetterHeaders;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.port.Definitions;
import dev.gantry.topologies.port.GeoLocator;
import dev.gantry.topologies.runtime.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The topologies as they run in production, without a broker and under a clock that goes on only
 * when it is told to: records in, alerts out.
 *
 * <p>All roles but VISION take part, each from the first record that it reads. What a role derives
 * is passed on to the others, unless that stream is given itself. Records are live unless they say
 * otherwise, so what waits for silence is decided by the clock.
 *
 * <p>The same calls give the same alerts. Not thread-safe.
 */
public final class Simulation implements AutoCloseable {

  /** Where the clock stands unless told otherwise: 2026-01-01T00:00:00Z. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Streams that may be given, in the order of the flow. */
  public static final List<String> STREAMS =
      List.of(
          "vehicle-detections",
          "vehicle-tracks",
          "segment-speeds",
          "sensor-readings",
          "anomalies",
          "camera-events",
          "task-events",
          "auth-events",
          "signin-findings");

  /**
   * So long after the last record, everything that was due by then has been told of, and alerts of
   * events have resolved, unless their rules say otherwise.
   */
  public static final Duration QUIET = Duration.ofMinutes(10);

  private static final Comparator<AlertLife> IN_ORDER =
      Comparator.comparing(AlertLife::firedAt)
          .thenComparing(AlertLife::rule)
          .thenComparing(AlertLife::id);

  private final Instant start;
  private final OfflineContext context;
  private final OfflineCluster cluster;
  private final RecordFilling filling = new RecordFilling();
  private final Map<String, InputDecoder<? extends SpecificRecordBase>> decoders =
      new LinkedHashMap<>();
  private final Map<String, AlertLife> alerts = new LinkedHashMap<>();
  private final List<String> refused = new ArrayList<>();

  private Simulation(Builder builder) {
    this.start = builder.start;
    this.context = new OfflineContext(builder.definitions, builder.config, builder.places);
    Set<String> given = new TreeSet<>();
    builder.given.forEach(stream -> given.add(topic(stream).name()));
    this.cluster = new OfflineCluster(context, builder.roles, given, start);
    cluster.leaveOut(
        topics().anomalies().name(), record -> isSilence(record, builder.silenceUntil));
    cluster.tap(topics().alerts().name(), this::takeAlert);
    cluster.tap(topics().deadLetters().name(), this::takeDeadLetter);
    if (!builder.definitions.schedules().isEmpty()) {
      cluster.start(Role.TASKS);
    }
  }

  /** A simulation with settings as they are by default. */
  public static Simulation of(Definitions definitions) {
    return builder(definitions).build();
  }

  /**
   * Prepares one.
   *
   * @param definitions cameras, rules and the like; see {@link SimulatedDefinitions}
   */
  public static Builder builder(Definitions definitions) {
    return new Builder(definitions);
  }

  /** What a simulation may be told before it begins. */
  public static final class Builder {

    private final Definitions definitions;
    private TopologiesConfig config = TopologiesConfig.DEFAULT;
    private GeoLocator places = GeoLocator.NONE;
    private Instant start = START;
    private Instant silenceUntil = Instant.MAX;
    private final Set<Role> roles = EnumSet.complementOf(EnumSet.of(Role.VISION));
    private final Set<String> given = new TreeSet<>();

    private Builder(Definitions definitions) {
      this.definitions = definitions;
    }

    /** Settings of the topologies. */
    public Builder config(TopologiesConfig config) {
      this.config = config;
      return this;
    }

    /**
     * Says where addresses are. Without it, impossible travel and new countries are found only in
     * sign-ins that bring their own place.
     */
    public Builder places(GeoLocator places) {
      this.places = places;
      return this;
    }

    /** Where the clock stands at first. */
    public Builder start(Instant start) {
      this.start = start;
      return this;
    }

    /**
     * When readings of sensors end, because no more were recorded. A silence from after that is not
     * told of: of a sensor that goes on, none would be.
     */
    public Builder silenceUntil(Instant end) {
      this.silenceUntil = end;
      return this;
    }

    /** Leaves a role out, such as one whose results no rule asks for. */
    public Builder without(Role role) {
      roles.remove(role);
      return this;
    }

    /**
     * Names a stream that is given, such as {@code signin-findings}: it is not derived as well.
     * Does nothing to {@code task-events}, which TASKS adds to.
     */
    public Builder given(String stream) {
      given.add(stream);
      return this;
    }

    /**
     * Makes it.
     *
     * @throws IllegalArgumentException when a stream that was named does not exist
     */
    public Simulation build() {
      return new Simulation(this);
    }
  }

  /** What its clock says. */
  public Instant now() {
    return cluster.now();
  }

  /** Time since the start by its clock. */
  public Duration elapsed() {
    return Duration.between(start, now());
  }

  /** Its topics, for the overload of {@code give} that takes records. */
  public TopicCatalogue topics() {
    return context.topics();
  }

  /** Lets time pass. */
  public Simulation advance(Duration time) {
    return advanceTo(now().plus(time));
  }

  /** Lets time pass until the clock says so; does nothing when it is later already. */
  public Simulation advanceTo(Instant time) {
    cluster.advanceTo(time);
    return this;
  }

  /**
   * Gives a record now, in any form of JSON that the topic takes. Where the record's own fields are
   * given, what is left out is filled in; in every form, the event time is now unless it is given.
   *
   * @param stream name of a topic, such as {@code auth-events}
   * @throws IllegalArgumentException with field, expected and found when it is no such record
   */
  public Simulation give(String stream, String json) {
    try {
      JsonEvent event = JsonEvent.parse(json.getBytes(StandardCharsets.UTF_8));
      return give(stream, event.json(), now());
    } catch (MalformedRecordException e) {
      throw new IllegalArgumentException(stream + ": " + e.explanation(), e);
    }
  }

  /**
   * As above.
   *
   * @param at event time, unless the record states one; before now for one that is late
   */
  public Simulation give(String stream, ObjectNode record, Instant at) {
    return give(topic(stream), filling.fill(stream, record, at));
  }

  private <V extends SpecificRecordBase> Simulation give(Topic<V> topic, ObjectNode json) {
    byte[] value = json.toString().getBytes(StandardCharsets.UTF_8);
    try {
      V record = decoder(topic).decode(topic.name(), null, value);
      cluster.write(topic.name(), key(topic, record), value, now());
    } catch (MalformedRecordException e) {
      throw new IllegalArgumentException(topic.baseName() + ": " + e.explanation(), e);
    }
    throwRefused();
    return this;
  }

  /**
   * Gives a record now.
   *
   * @throws IllegalArgumentException when a role refuses it
   */
  public <V> Simulation give(Topic<V> topic, V record) {
    return give(topic, record, now());
  }

  /**
   * As above.
   *
   * @param got when the broker got it, which a live event time is held back to
   */
  public <V> Simulation give(Topic<V> topic, V record, Instant got) {
    byte[] value = topic.valueSerde().serializer().serialize(topic.name(), record);
    cluster.write(topic.name(), key(topic, record), value, got);
    throwRefused();
    return this;
  }

  /** Lets so much time pass that everything before now is decided. */
  public Simulation settle() {
    return advance(QUIET);
  }

  /**
   * Every alert so far, in the order of firing. Of what is not yet decided (an alert that resolves
   * in silence, say) nothing is told before {@link #settle}.
   */
  public List<AlertLife> alerts() {
    return alerts.values().stream().sorted(IN_ORDER).toList();
  }

  /** Alerts that fire now, in the order of firing. */
  public List<AlertLife> firing() {
    return alerts().stream().filter(alert -> alert.isFiringAt(now())).toList();
  }

  private boolean isSilence(TestRecord<byte[], byte[]> record, Instant after) {
    Topic<Anomaly> topic = topics().anomalies();
    Anomaly anomaly = topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
    return anomaly.getPattern().equals(Pattern.SILENCE.text())
        && Micros.toInstant(anomaly.getOccurredAtUs()).isAfter(after);
  }

  private void takeAlert(TestRecord<byte[], byte[]> record) {
    Topic<Alert> topic = topics().alerts();
    Alert alert = topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
    alerts.put(alert.getAlertId(), AlertLife.of(alert));
  }

  private void takeDeadLetter(TestRecord<byte[], byte[]> record) {
    Header why = record.headers().lastHeader(DeadLetterHeaders.MESSAGE);
    refused.add(why == null ? "no reason given" : new String(why.value(), StandardCharsets.UTF_8));
  }

  private void throwRefused() {
    if (!refused.isEmpty()) {
      String reasons = String.join("; ", refused);
      refused.clear();
      throw new IllegalArgumentException(reasons);
    }
  }

  private static <V> byte[] key(Topic<V> topic, V record) {
    return topic.keyOf(record).orElse("").getBytes(StandardCharsets.UTF_8);
  }

  /** The topic of a stream; all topics that are given hold records of a schema. */
  @SuppressWarnings("unchecked")
  private Topic<? extends SpecificRecordBase> topic(String stream) {
    return topics().all().stream()
        .filter(topic -> topic.baseName().equals(stream))
        .filter(topic -> SpecificRecordBase.class.isAssignableFrom(topic.valueType()))
        .map(topic -> (Topic<? extends SpecificRecordBase>) topic)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected a stream such as vehicle-tracks, found " + stream));
  }

  @SuppressWarnings("unchecked") // the topic of a name has one type of value
  private <V extends SpecificRecordBase> InputDecoder<V> decoder(Topic<V> topic) {
    return (InputDecoder<V>)
        decoders.computeIfAbsent(
            topic.name(), name -> new InputDecoder<>(topic.valueType(), context.registry()));
  }

  @Override
  public void close() {
    cluster.close();
  }
}
