package dev.gantry.bench.faults;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param seed seed of faults and load
 * @param faults faults done, by kind
 * @param skipped kinds left out, and why
 * @param seconds how long events were sent, catching up included
 * @param eventsPerSecond frames, sign-ins, events of tasks and readings in each of them, in the
 *     mean
 * @param detections frames whose detections were sent and kept
 * @param tracks steps of tracks
 * @param windows windows of segments
 * @param alerts changes of alerts
 * @param signIns sign-ins
 * @param findings what was found wrong with them
 * @param taskEvents events of tasks that were sent
 * @param taskFaults tasks that were overdue or did what none can
 * @param scheduleRuns runs of schedules, told or skipped
 * @param readings readings of sensors
 * @param anomalies what was unusual about them
 * @param lost inputs or results that are missing
 * @param duplicated those that are there more than once
 * @param stateErrors results that are not those of a replay
 * @param deadLetters records that were set aside
 * @param unexpectedExits instances that ended without having been told to
 * @param stallP50Ms median of the longest time without results on a partition after a fault
 * @param stallP95Ms its 95th percentile
 * @param stallMaxMs its maximum
 * @param restartP95Ms the 95th percentile after faults in which an instance is started again at
 *     once
 * @param stallMaxByKindMs the longest of each kind
 */
record FaultsResult(
    @JsonProperty("seed") long seed,
    @JsonProperty("faults") Map<String, Integer> faults,
    @JsonProperty("skipped") Map<String, String> skipped,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("events_per_s") double eventsPerSecond,
    @JsonProperty("detections") long detections,
    @JsonProperty("tracks") long tracks,
    @JsonProperty("windows") long windows,
    @JsonProperty("alerts") long alerts,
    @JsonProperty("sign_ins") long signIns,
    @JsonProperty("findings") long findings,
    @JsonProperty("task_events") long taskEvents,
    @JsonProperty("task_faults") long taskFaults,
    @JsonProperty("schedule_runs") long scheduleRuns,
    @JsonProperty("readings") long readings,
    @JsonProperty("anomalies") long anomalies,
    @JsonProperty("lost") long lost,
    @JsonProperty("duplicated") long duplicated,
    @JsonProperty("state_errors") long stateErrors,
    @JsonProperty("dead_letters") long deadLetters,
    @JsonProperty("unexpected_exits") int unexpectedExits,
    @JsonProperty("stall_p50_ms") long stallP50Ms,
    @JsonProperty("stall_p95_ms") long stallP95Ms,
    @JsonProperty("stall_max_ms") long stallMaxMs,
    @JsonProperty("restart_p95_ms") long restartP95Ms,
    @JsonProperty("stall_max_by_kind_ms") Map<String, Long> stallMaxByKindMs,
    @JsonProperty("examples") List<String> examples) {

  FaultsResult {
    faults = Map.copyOf(faults);
    skipped = Map.copyOf(skipped);
    stallMaxByKindMs = Map.copyOf(stallMaxByKindMs);
    examples = List.copyOf(examples);
  }

  static FaultsResult of(
      long seed,
      Duration load,
      Stalls stalls,
      Map<String, String> skipped,
      Findings found,
      int unexpectedExits) {
    double seconds = Math.max(1, load.toMillis()) / 1000.0;
    return new FaultsResult(
        seed,
        stalls.counts(),
        skipped,
        rounded(seconds),
        rounded(found.events() / seconds),
        found.detections(),
        found.tracks(),
        found.windows(),
        found.alerts(),
        found.signIns(),
        found.findings(),
        found.taskEvents(),
        found.taskFaults(),
        found.runs(),
        found.readings(),
        found.anomalies(),
        found.lost(),
        found.duplicated(),
        found.stateErrors(),
        found.deadLetters(),
        unexpectedExits,
        stalls.percentile(50),
        stalls.percentile(95),
        stalls.percentile(100),
        stalls.percentile(FaultKind.APP_RESTART, 95),
        stalls.longest(),
        found.examples());
  }

  private static double rounded(double value) {
    return Math.round(10 * value) / 10.0;
  }

  /** Whether nothing is lost, doubled, wrong or set aside. */
  boolean isExact() {
    return lost == 0 && duplicated == 0 && stateErrors == 0 && deadLetters == 0;
  }

  String words() {
    return String.format(
            Locale.ROOT,
            "%d faults under %d detections, %d sign-ins, %d events of tasks and %d readings (%.0f a second for %.0f s): %d lost, %d duplicated, %d state errors; results stood"
                + " still for %.1f s (p95 %.1f s, worst %.1f s), after a restart in place p95 %.1f s",
            faults.values().stream().mapToInt(Integer::intValue).sum(),
            detections,
            signIns,
            taskEvents,
            readings,
            eventsPerSecond,
            seconds,
            lost,
            duplicated,
            stateErrors,
            stallP50Ms / 1000.0,
            stallP95Ms / 1000.0,
            stallMaxMs / 1000.0,
            restartP95Ms / 1000.0)
        + (examples.isEmpty()
            ? ""
            : System.lineSeparator() + String.join(System.lineSeparator(), examples));
  }
}
