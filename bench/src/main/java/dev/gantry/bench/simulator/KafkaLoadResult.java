package dev.gantry.bench.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.ingest.LiveStats;
import dev.gantry.ingest.city.CityScenario;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How well one process sends the detections of a city's cameras in real time.
 *
 * @param cameras of the city
 * @param framesPerSecond of each
 * @param seconds by the clock, until Kafka had everything
 * @param sent frames sent; a camera that is offline sends none
 * @param acknowledged of these, those that Kafka has
 * @param acknowledgedPerSecond the same a second
 * @param late frames acknowledged more than 50 ms after they were due
 * @param worstLagMillis how late the latest was
 * @param lateUntil seconds since the start after which none was due that came late; null when none
 *     was late
 */
public record KafkaLoadResult(
    @JsonProperty("cameras") int cameras,
    @JsonProperty("fps") int framesPerSecond,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("frames_sent") long sent,
    @JsonProperty("frames_acknowledged") long acknowledged,
    @JsonProperty("frames_acknowledged_per_s") long acknowledgedPerSecond,
    @JsonProperty("late_frames") long late,
    @JsonProperty("worst_lag_ms") long worstLagMillis,
    @JsonProperty("late_until_s") @Nullable Long lateUntil) {

  static KafkaLoadResult of(CityScenario scenario, LiveStats stats, double seconds) {
    return new KafkaLoadResult(
        scenario.cameras(),
        scenario.framesPerSecond(),
        Math.round(seconds * 10) / 10.0,
        stats.framesSent(),
        stats.framesArrived(),
        Math.round(stats.framesArrived() / seconds),
        stats.framesLate(),
        stats.worstLag().toMillis(),
        stats.lastLate().map(KafkaLoadResult::secondAfter).orElse(null));
  }

  /** The first whole second after a moment. */
  static long secondAfter(Duration moment) {
    return moment.toSeconds() + 1;
  }

  String words() {
    return "%d cameras at %d frames/s: %d frames sent in %s s, %d acknowledged, %d a second; %d of them late, at worst by %d ms%s."
        .formatted(
            cameras,
            framesPerSecond,
            sent,
            seconds,
            acknowledged,
            acknowledgedPerSecond,
            late,
            worstLagMillis,
            lateUntil == null ? "" : ", none after " + lateUntil + " s");
  }
}
