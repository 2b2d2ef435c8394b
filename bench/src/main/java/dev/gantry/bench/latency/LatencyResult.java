package dev.gantry.bench.latency;

import static dev.gantry.bench.figures.Medians.median;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gantry.bench.timing.Leg;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was measured.
 *
 * @param alerts from a detection to its alert; null when that was not measured
 * @param tracks from a detection to its track; null when that was not measured
 * @param late what did not keep pace, in words: its latencies are those of a queue
 */
record LatencyResult(
    @JsonUnwrapped @Nullable Alerts alerts,
    @JsonUnwrapped @Nullable Tracks tracks,
    @JsonProperty("late") List<String> late) {

  LatencyResult {
    late = List.copyOf(late);
  }

  /**
   * From a detection to its alert.
   *
   * @param rate detection records written a second, as achieved
   * @param alerts alerts measured
   * @param p50Ms median, milliseconds
   * @param p90Ms 90th percentile, milliseconds
   * @param p99Ms 99th percentile, milliseconds
   * @param maxMs worst, milliseconds
   */
  record Alerts(
      @JsonProperty("rate") double rate,
      @JsonProperty("alerts") long alerts,
      @JsonProperty("p50_ms") double p50Ms,
      @JsonProperty("p90_ms") double p90Ms,
      @JsonProperty("p99_ms") double p99Ms,
      @JsonProperty("max_ms") double maxMs) {

    static Alerts of(Leg leg) {
      return new Alerts(
          Math.rint(leg.rate() * 10) / 10,
          leg.results(),
          leg.p50Ms(),
          leg.p90Ms(),
          leg.p99Ms(),
          leg.maxMs());
    }
  }

  /** Tracks and the bare loop, one after the other. */
  record Round(Leg tracks, Leg bare) {}

  /**
   * From a detection to a step of its track, and to itself when a bare loop passed it on. Latencies
   * are medians over the rounds, ratios medians of the ratios within each round.
   *
   * @param rate detection records written a second, the least of all rounds
   * @param updates steps of tracks measured, of all rounds
   * @param p50Ms median, milliseconds
   * @param p90Ms 90th percentile, milliseconds
   * @param p99Ms 99th percentile, milliseconds
   * @param bareP50Ms bare loop: median, milliseconds
   * @param bareP90Ms bare loop: 90th percentile, milliseconds
   * @param bareP99Ms bare loop: 99th percentile, milliseconds
   * @param vsBare 99th percentile over that of the bare loop
   * @param vsBareP50 median over that of the bare loop
   * @param rounds rounds
   */
  record Tracks(
      @JsonProperty("track_rate") double rate,
      @JsonProperty("track_updates") long updates,
      @JsonProperty("track_p50_ms") double p50Ms,
      @JsonProperty("track_p90_ms") double p90Ms,
      @JsonProperty("track_p99_ms") double p99Ms,
      @JsonProperty("bare_p50_ms") double bareP50Ms,
      @JsonProperty("bare_p90_ms") double bareP90Ms,
      @JsonProperty("bare_p99_ms") double bareP99Ms,
      @JsonProperty("vs_bare") double vsBare,
      @JsonProperty("vs_bare_p50") double vsBareP50,
      @JsonProperty("rounds") int rounds) {

    /**
     * @param rounds one or more
     */
    static Tracks of(List<Round> rounds) {
      return new Tracks(
          Math.rint(legs(rounds).mapToDouble(Leg::rate).min().orElse(0)),
          rounds.stream().mapToLong(round -> round.tracks.results()).sum(),
          median(rounds, round -> round.tracks.p50Ms()),
          median(rounds, round -> round.tracks.p90Ms()),
          median(rounds, round -> round.tracks.p99Ms()),
          median(rounds, round -> round.bare.p50Ms()),
          median(rounds, round -> round.bare.p90Ms()),
          median(rounds, round -> round.bare.p99Ms()),
          hundredths(median(rounds, round -> round.tracks.p99Ms() / round.bare.p99Ms())),
          hundredths(median(rounds, round -> round.tracks.p50Ms() / round.bare.p50Ms())),
          rounds.size());
    }

    private static double hundredths(double value) {
      return Math.rint(value * 100) / 100;
    }

    private String words() {
      return String.format(
          Locale.ROOT,
          "tracks, %.0f records/s, medians of %d rounds: p50 %.1f ms, p99 %.1f ms; bare loop p50 %.1f ms, p99 %.1f ms: %.2f times its p99",
          rate,
          rounds,
          p50Ms,
          p99Ms,
          bareP50Ms,
          bareP99Ms,
          vsBare);
    }
  }

  /**
   * @param alerts empty when the way to alerts was not measured
   * @param rounds empty when the way to tracks was not measured
   */
  static LatencyResult of(Optional<Leg> alerts, List<Round> rounds) {
    return new LatencyResult(
        alerts.map(Alerts::of).orElse(null),
        rounds.isEmpty() ? null : Tracks.of(rounds),
        Stream.concat(alerts.stream(), legs(rounds)).flatMap(leg -> leg.late().stream()).toList());
  }

  private static Stream<Leg> legs(List<Round> rounds) {
    return rounds.stream().flatMap(round -> Stream.of(round.tracks, round.bare));
  }

  String words() {
    List<String> lines = new ArrayList<>();
    if (alerts != null) {
      lines.add(
          String.format(
              Locale.ROOT,
              "alerts, %.0f records/s, %d alerts: p50 %.0f ms, p90 %.0f ms, p99 %.0f ms, worst %.0f ms",
              alerts.rate,
              alerts.alerts,
              alerts.p50Ms,
              alerts.p90Ms,
              alerts.p99Ms,
              alerts.maxMs));
    }
    if (tracks != null) {
      lines.add(tracks.words());
    }
    late.forEach(words -> lines.add("LATE: " + words));
    return String.join(System.lineSeparator(), lines);
  }
}
