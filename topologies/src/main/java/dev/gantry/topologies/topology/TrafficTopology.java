package dev.gantry.topologies.topology;

import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.CheckLoops;
import dev.gantry.topologies.processor.DecodeInput;
import dev.gantry.topologies.processor.JudgeReadings;
import dev.gantry.topologies.processor.JudgeSpeeds;
import dev.gantry.topologies.processor.KeepLatestReading;
import dev.gantry.topologies.processor.MergeWindows;
import dev.gantry.topologies.processor.PassLoopReadings;
import dev.gantry.topologies.processor.SumPanes;
import dev.gantry.topologies.processor.WatchSilence;
import dev.gantry.topologies.processor.WatchedSeries;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/**
 * TRAFFIC: tracks become speeds and flow on segments; readings of sensors are kept; both are judged
 * for anomalies. Four parts that share nothing but their application.
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
 *             ├─▶ segment-speeds (segment → SpeedWindow: early, final, corrected)
 *             └─ judge-speeds ⇄ detector-by-segment-series (segment:id:metric → what is usual)
 *                  └─▶ anomalies (segment:id:metric → Anomaly)
 *
 * sensor-readings (series → SensorReading)
 *   └─ decode-readings ─▶ dead-letters
 *        ├─ what has no key ─▶ sensor-readings (series → the same, bytes → bytes)
 *        └─ keep-latest-reading ⇄ latest-reading-by-series (series → SensorReading)
 *             ├─ judge-readings ⇄ detector-by-series (series → what is usual)
 *             │    └─▶ anomalies (series → Anomaly)
 *             ├─ watch-silence ⇄ silence-by-series (series → how often it is heard)
 *             │    └─▶ anomalies (series → Anomaly: silent, heard again)
 *             └─ pass-loop-readings
 *                  └─▶ loop-readings (sensor → SensorReading)
 *
 * loop-readings
 *   └─ decode-loop-readings ─▶ dead-letters
 *        └─ check-loops ⇄ check-by-loop (sensor and loop → what it said of late)
 *             └─▶ anomalies (loop:vehicle_length → Anomaly: what can't be true)
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

  private static final String READ_TRACKS = "read-tracks";
  private static final String DECODE_TRACKS = "decode-tracks";
  private static final String SUM = "sum-panes";
  private static final String WRITE_PARTIALS = "write-partials";

  private static final String READ_PARTIALS = "read-partials";
  private static final String DECODE_PARTIALS = "decode-partials";
  private static final String PARTIALS_DEAD = DecodeInput.DEAD_LETTERS + "-of-partials";
  private static final String MERGE = "merge-windows";
  private static final String WRITE_SPEEDS = "write-speeds";

  private static final String READ_READINGS = "read-readings";
  private static final String DECODE_READINGS = "decode-readings";
  private static final String READINGS_DEAD = DecodeInput.DEAD_LETTERS + "-of-readings";
  private static final String WRITE_KEYED = "write-keyed-readings";
  private static final String KEEP = "keep-latest-reading";

  private static final String DETECTOR_BY_SEGMENT_SERIES = "detector-by-segment-series";
  private static final String JUDGE_SPEEDS = "judge-speeds";
  private static final String WRITE_SPEED_ANOMALIES = "write-anomalies-of-speeds";

  static final String DETECTOR_BY_SERIES = "detector-by-series";
  private static final String JUDGE_READINGS = "judge-readings";
  private static final String WRITE_READING_ANOMALIES = "write-anomalies-of-readings";

  private static final String SILENCE_BY_SERIES = "silence-by-series";
  private static final String WATCH_SILENCE = "watch-silence";
  private static final String WRITE_SILENCES = "write-silences";

  private static final String PASS_LOOP_READINGS = "pass-loop-readings";
  private static final String WRITE_LOOP_READINGS = "write-loop-readings";
  private static final String READ_LOOP_READINGS = "read-loop-readings";
  private static final String DECODE_LOOP_READINGS = "decode-loop-readings";
  private static final String LOOP_READINGS_DEAD = DecodeInput.DEAD_LETTERS + "-of-loop-readings";
  private static final String CHECK_BY_LOOP = "check-by-loop";
  private static final String CHECK_LOOPS = "check-loops";
  private static final String WRITE_CONTRADICTIONS = "write-contradictions";

  private TrafficTopology() {}

  /** Builds the topology. */
  public static Topology build(TopologyContext from) {
    Wiring wiring = new Wiring(from);
    addPanes(wiring, from);
    addWindows(wiring, from);
    addReadings(wiring, from);
    addLoops(wiring, from);
    return wiring.topology();
  }

  private static void addPanes(Wiring wiring, TopologyContext from) {
    var tracks = from.topics().vehicleTracks();
    var partials = from.topics().segmentPartials();
    wiring
        .read(READ_TRACKS, tracks)
        .decode(DECODE_TRACKS, tracks, SUM, READ_TRACKS)
        .process(SUM, () -> new SumPanes(from, TRAFFIC_BY_CAMERA), DECODE_TRACKS)
        .keep(
            StateStores.writtenOnCommit(TRAFFIC_BY_CAMERA, SumPanes.codec(from.config().traffic())),
            SUM)
        .keep(StateStores.anchor(), SUM)
        .write(WRITE_PARTIALS, partials, SUM)
        .setAside(DECODE_TRACKS);
  }

  private static void addWindows(Wiring wiring, TopologyContext from) {
    var partials = from.topics().segmentPartials();
    var speeds = from.topics().segmentSpeeds();
    wiring
        .read(READ_PARTIALS, partials)
        .decode(DECODE_PARTIALS, partials, MERGE, PARTIALS_DEAD, READ_PARTIALS)
        .process(
            MERGE,
            () -> new MergeWindows(from, WINDOWS_BY_SEGMENT, SPEEDS_BY_SEGMENT),
            DECODE_PARTIALS)
        .keep(
            StateStores.writtenOnCommit(
                WINDOWS_BY_SEGMENT, MergeWindows.codec(from.config().traffic())),
            MERGE)
        .keep(StateStores.cached(SPEEDS_BY_SEGMENT, Serdes.Bytes(), speeds.valueSerde()), MERGE)
        .write(WRITE_SPEEDS, speeds, MERGE)
        .process(JUDGE_SPEEDS, () -> new JudgeSpeeds(from, DETECTOR_BY_SEGMENT_SERIES), MERGE)
        .keep(
            StateStores.cached(DETECTOR_BY_SEGMENT_SERIES, Serdes.String(), Serdes.ByteArray()),
            JUDGE_SPEEDS)
        .write(WRITE_SPEED_ANOMALIES, from.topics().anomalies(), JUDGE_SPEEDS)
        .setAsideAs(PARTIALS_DEAD, DECODE_PARTIALS);
  }

  private static void addReadings(Wiring wiring, TopologyContext from) {
    var readings = from.topics().sensorReadings();
    wiring
        .read(READ_READINGS, readings)
        .decodeKeying(DECODE_READINGS, readings, KEEP, WRITE_KEYED, READINGS_DEAD, READ_READINGS)
        .process(KEEP, () -> new KeepLatestReading(from, LATEST_READING_BY_SERIES), DECODE_READINGS)
        .process(
            WATCH_SILENCE,
            () -> new WatchSilence(from, SILENCE_BY_SERIES, LATEST_READING_BY_SERIES),
            KEEP)
        .keep(
            StateStores.inMemory(LATEST_READING_BY_SERIES, Serdes.String(), readings.valueSerde()),
            KEEP,
            WATCH_SILENCE)
        .keep(StateStores.writtenOnCommit(SILENCE_BY_SERIES, WatchedSeries.CODEC), WATCH_SILENCE)
        .write(WRITE_SILENCES, from.topics().anomalies(), WATCH_SILENCE)
        .process(JUDGE_READINGS, () -> new JudgeReadings(from, DETECTOR_BY_SERIES), KEEP)
        .keep(
            StateStores.cached(DETECTOR_BY_SERIES, Serdes.String(), Serdes.ByteArray()),
            JUDGE_READINGS)
        .write(WRITE_READING_ANOMALIES, from.topics().anomalies(), JUDGE_READINGS)
        .process(PASS_LOOP_READINGS, PassLoopReadings::new, KEEP)
        .write(WRITE_LOOP_READINGS, from.topics().loopReadings(), PASS_LOOP_READINGS)
        .setAsideAs(READINGS_DEAD, DECODE_READINGS);
  }

  private static void addLoops(Wiring wiring, TopologyContext from) {
    var readings = from.topics().loopReadings();
    wiring
        .read(READ_LOOP_READINGS, readings)
        .decode(DECODE_LOOP_READINGS, readings, CHECK_LOOPS, LOOP_READINGS_DEAD, READ_LOOP_READINGS)
        .process(CHECK_LOOPS, () -> new CheckLoops(from, CHECK_BY_LOOP), DECODE_LOOP_READINGS)
        .keep(StateStores.writtenOnCommit(CHECK_BY_LOOP, CheckLoops.codec()), CHECK_LOOPS)
        .write(WRITE_CONTRADICTIONS, from.topics().anomalies(), CHECK_LOOPS)
        .setAsideAs(LOOP_READINGS_DEAD, DECODE_LOOP_READINGS);
  }
}
