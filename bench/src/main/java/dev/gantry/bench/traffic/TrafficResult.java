package dev.gantry.bench.traffic;

import static dev.gantry.bench.figures.Medians.median;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.bench.traffic.Samples.Steady;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was measured. Rates are medians over the rounds, and ratios medians of the ratios within
 * each round, in which all ran one after the other.
 *
 * @param gantryRps detection records a second that TRACKING and TRAFFIC make tracks and windows of
 * @param bareRps the same for a consumer that decodes them and does nothing else
 * @param flinkRps the same for Flink with the faster of its backends
 * @param vsBare Gantry's rate over the bare consumer's
 * @param vsFlink Gantry's rate over Flink's, with the faster of its backends
 * @param costRatio10kCameras processor time of a record from 10,000 cameras over that of one from
 *     10, broker included; absent when it was not measured
 * @param gantryBoxesPerSecond detections in the records that Gantry takes a second
 * @param flinkHeapRps Flink's rate, state on the heap
 * @param flinkRocksdbRps Flink's rate, state in RocksDB
 * @param vsFlinkRocksdb Gantry's rate over that one
 * @param functionsRps records a second that the functions of the domain make on one thread, called
 *     one after the other without Kafka
 * @param gantryCpuMicros processor time of a record with Gantry, broker included
 * @param flinkCpuMicros the same with the faster of Flink's backends
 * @param rps10Cameras Gantry's rate with 10 cameras; absent when it was not measured
 * @param rps10kCameras Gantry's rate with 10,000 cameras; absent when it was not measured
 * @param frames detection records of a run
 * @param boxes detections in them
 * @param trackUpdates steps of tracks that all of them wrote
 * @param windows closed windows that all of them agree on
 * @param rounds rounds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TrafficResult(
    @JsonProperty("gantry_rps") double gantryRps,
    @JsonProperty("bare_rps") double bareRps,
    @JsonProperty("flink_rps") double flinkRps,
    @JsonProperty("vs_bare") double vsBare,
    @JsonProperty("vs_flink") double vsFlink,
    @JsonProperty("cost_ratio_10k_cameras") @Nullable Double costRatio10kCameras,
    @JsonProperty("gantry_boxes_per_s") double gantryBoxesPerSecond,
    @JsonProperty("flink_heap_rps") double flinkHeapRps,
    @JsonProperty("flink_rocksdb_rps") double flinkRocksdbRps,
    @JsonProperty("vs_flink_rocksdb") double vsFlinkRocksdb,
    @JsonProperty("functions_rps") double functionsRps,
    @JsonProperty("gantry_cpu_us") double gantryCpuMicros,
    @JsonProperty("flink_cpu_us") double flinkCpuMicros,
    @JsonProperty("rps_10_cameras") @Nullable Double rps10Cameras,
    @JsonProperty("rps_10k_cameras") @Nullable Double rps10kCameras,
    @JsonProperty("frames") long frames,
    @JsonProperty("boxes") long boxes,
    @JsonProperty("track_updates") long trackUpdates,
    @JsonProperty("windows") int windows,
    @JsonProperty("rounds") int rounds) {

  /**
   * One round: each did the same load.
   *
   * @param bare frames a second of the bare consumer
   */
  record Round(double bare, Steady gantry, Steady heap, Steady rocksdb) {}

  /** One round with few and with many cameras. */
  record Spread(Steady few, Steady many) {}

  /**
   * @param spreads empty when scaling was not measured
   */
  static TrafficResult of(Load load, Expected expected, List<Round> rounds, List<Spread> spreads) {
    double heapRps = median(rounds, round -> round.heap.framesPerSecond());
    double rocksdbRps = median(rounds, round -> round.rocksdb.framesPerSecond());
    ToDoubleFunction<Round> gantry = round -> round.gantry.framesPerSecond();
    boolean heapIsFaster = heapRps >= rocksdbRps;
    double gantryRps = median(rounds, gantry);
    return new TrafficResult(
        whole(gantryRps),
        whole(median(rounds, Round::bare)),
        whole(Math.max(heapRps, rocksdbRps)),
        hundredths(median(rounds, r -> gantry.applyAsDouble(r) / r.bare)),
        hundredths(
            median(rounds, r -> gantry.applyAsDouble(r) / best(r, heapIsFaster).framesPerSecond())),
        spreads.isEmpty()
            ? null
            : hundredths(
                median(spreads, s -> s.many.cpuMicrosPerFrame() / s.few.cpuMicrosPerFrame())),
        whole(gantryRps * load.boxes() / load.frames()),
        whole(heapRps),
        whole(rocksdbRps),
        hundredths(median(rounds, r -> gantry.applyAsDouble(r) / r.rocksdb.framesPerSecond())),
        whole(expected.framesPerSecond()),
        hundredths(median(rounds, r -> r.gantry.cpuMicrosPerFrame())),
        hundredths(median(rounds, r -> best(r, heapIsFaster).cpuMicrosPerFrame())),
        spreads.isEmpty() ? null : whole(median(spreads, s -> s.few.framesPerSecond())),
        spreads.isEmpty() ? null : whole(median(spreads, s -> s.many.framesPerSecond())),
        load.frames(),
        load.boxes(),
        expected.tracks(),
        expected.windows().size(),
        rounds.size());
  }

  private static Steady best(Round round, boolean heapIsFaster) {
    return heapIsFaster ? round.heap : round.rocksdb;
  }

  private static double whole(double value) {
    return Math.rint(value);
  }

  private static double hundredths(double value) {
    return Math.rint(value * 100) / 100;
  }

  String words() {
    String spread =
        costRatio10kCameras == null
            ? ""
            : String.format(
                Locale.ROOT,
                "%nA record from 10,000 cameras costs %.2f times one from 10 (%.0f and %.0f records/s).",
                costRatio10kCameras,
                rps10kCameras,
                rps10Cameras);
    return String.format(
            Locale.ROOT,
            "Gantry %.0f records/s, %.0f boxes/s: %.2f times Flink (heap %.0f, RocksDB %.0f), %.2f of a bare consumer (%.0f).",
            gantryRps,
            gantryBoxesPerSecond,
            vsFlink,
            flinkHeapRps,
            flinkRocksdbRps,
            vsBare,
            bareRps)
        + spread;
  }
}
