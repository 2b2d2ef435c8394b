package dev.gantry.topologies.topology;

import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.DecodeInput;
import dev.gantry.topologies.processor.KeepLatestReading;
import dev.gantry.topologies.processor.MergeWindows;
import dev.gantry.topologies.processor.SumPanes;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/**
 * TRAFFIC: tracks become speeds and flow on segments; readings of sensors are kept. Three parts
 * that share nothing but their application.
 *
 * <pre>
 * vehicle-tracks (camera → TrackUpdate)
 *   └─ decode-tracks ─ what can't be read ─▶ dead-letters
 *        └─ sum-panes ⇄ traffic-by-camera (camera → open tracks, panes of 1 s)
 *             └─▶ segment-partials (segment → SegmentPartial)
 *
 * segment-partials
 *   └─ decode-partials ─▶ dead-letters
 *        └─ merge-windows ⇄ windows-by-segment (segment → windows that can still change)
 *             │           ⇄ speeds-by-segment (segment, start, end → SpeedWindow, for queries)
 *             └─▶ segment-speeds (segment → SpeedWindow: early, final, corrected)
 *
 * sensor-readings (series → SensorReading)
 *   └─ decode-readings ─▶ dead-letters
 *        └─ keep-latest-reading ⇄ latest-reading-by-series (series → SensorReading)
 * </pre>
 *
 * <p>Windows, grace and their reasons: {@link dev.gantry.domain.traffic.TrafficSettings#DEFAULT}.
 */
public final class TrafficTopology {

  /** Store of the windows of each segment, by {@code SpeedKeys}. */
  public static final String SPEEDS_BY_SEGMENT = "speeds-by-segment";

  /** Store of the latest reading of each series. */
  public static final String LATEST_READING_BY_SERIES = "latest-reading-by-series";

  private static final String TRAFFIC_BY_CAMERA = "traffic-by-camera";
  private static final String WINDOWS_BY_SEGMENT = "windows-by-segment";
  private static final String DECODE_TRACKS = "decode-tracks";
  private static final String DECODE_PARTIALS = "decode-partials";
  private static final String DECODE_READINGS = "decode-readings";
  private static final String SUM = "sum-panes";
  private static final String MERGE = "merge-windows";
  private static final String KEEP = "keep-latest-reading";
  private static final String PARTIALS_DEAD = DecodeInput.DEAD_LETTERS + "-of-partials";
  private static final String READINGS_DEAD = DecodeInput.DEAD_LETTERS + "-of-readings";

  private TrafficTopology() {}

  /** Builds the topology. */
  public static Topology build(TopologyContext from) {
    Topology topology = new Topology();
    addPanes(topology, from);
    addWindows(topology, from);
    addReadings(topology, from);
    return topology;
  }

  private static void addPanes(Topology topology, TopologyContext from) {
    var tracks = from.topics().vehicleTracks();
    var partials = from.topics().segmentPartials();
    topology
        .addSource(
            "read-tracks", new ByteArrayDeserializer(), new ByteArrayDeserializer(), tracks.name())
        .addProcessor(DECODE_TRACKS, DecodeInput.of(tracks, from, SUM), "read-tracks")
        .addProcessor(SUM, () -> new SumPanes(from, TRAFFIC_BY_CAMERA), DECODE_TRACKS)
        .addStateStore(
            StateStores.cached(TRAFFIC_BY_CAMERA, Serdes.String(), Serdes.ByteArray()), SUM)
        .addStateStore(StateStores.anchor(), SUM)
        .addSink(
            "write-partials",
            partials.name(),
            partials.keySerde().serializer(),
            partials.valueSerde().serializer(),
            SUM);
    addDeadLetters(topology, from, DecodeInput.DEAD_LETTERS, DECODE_TRACKS);
  }

  private static void addWindows(Topology topology, TopologyContext from) {
    var partials = from.topics().segmentPartials();
    var speeds = from.topics().segmentSpeeds();
    topology
        .addSource(
            "read-partials",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            partials.name())
        .addProcessor(
            DECODE_PARTIALS, DecodeInput.of(partials, from, MERGE, PARTIALS_DEAD), "read-partials")
        .addProcessor(
            MERGE,
            () -> new MergeWindows(from, WINDOWS_BY_SEGMENT, SPEEDS_BY_SEGMENT),
            DECODE_PARTIALS)
        .addStateStore(
            StateStores.cached(WINDOWS_BY_SEGMENT, Serdes.String(), Serdes.ByteArray()), MERGE)
        .addStateStore(
            StateStores.inMemory(SPEEDS_BY_SEGMENT, Serdes.Bytes(), speeds.valueSerde()), MERGE)
        .addSink(
            "write-speeds",
            speeds.name(),
            speeds.keySerde().serializer(),
            speeds.valueSerde().serializer(),
            MERGE);
    addDeadLetters(topology, from, PARTIALS_DEAD, DECODE_PARTIALS);
  }

  private static void addReadings(Topology topology, TopologyContext from) {
    var readings = from.topics().sensorReadings();
    topology
        .addSource(
            "read-readings",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            readings.name())
        .addProcessor(
            DECODE_READINGS, DecodeInput.of(readings, from, KEEP, READINGS_DEAD), "read-readings")
        .addProcessor(
            KEEP, () -> new KeepLatestReading(from, LATEST_READING_BY_SERIES), DECODE_READINGS)
        .addStateStore(
            StateStores.inMemory(LATEST_READING_BY_SERIES, Serdes.String(), readings.valueSerde()),
            KEEP);
    addDeadLetters(topology, from, READINGS_DEAD, DECODE_READINGS);
  }

  private static void addDeadLetters(
      Topology topology, TopologyContext from, String name, String parent) {
    topology.addSink(
        name,
        from.topics().deadLetters().name(),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        parent);
  }
}
