package dev.gantry.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.bench.timing.Leg;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LatencyResultTest {

  private static final Leg ALERTS = leg("alerts", 1_000, 60, 110);

  @Test
  void shouldTellMediansAndTheMedianOfTheRatiosWithinRounds() {
    List<LatencyResult.Round> rounds =
        List.of(
            new LatencyResult.Round(tracks(20, 30), bare(10, 20)),
            new LatencyResult.Round(tracks(22, 90), bare(11, 90)),
            new LatencyResult.Round(tracks(21, 40), bare(12, 20)));

    LatencyResult.Tracks found = LatencyResult.Tracks.of(rounds);

    assertThat(found.p50Ms()).isEqualTo(21);
    assertThat(found.p99Ms()).isEqualTo(40);
    assertThat(found.bareP99Ms()).isEqualTo(20);
    assertThat(found.vsBare()).isEqualTo(1.5);
    assertThat(found.vsBareP50()).isEqualTo(2);
    assertThat(LatencyResult.of(Optional.empty(), rounds).words())
        .contains("1.50 times")
        .doesNotContain("LATE", "alerts");
  }

  @Test
  void shouldBeOneFlatObject() {
    LatencyResult both =
        LatencyResult.of(
            Optional.of(ALERTS), List.of(new LatencyResult.Round(tracks(20, 30), bare(10, 20))));

    JsonNode json = new ObjectMapper().valueToTree(both);

    assertThat(json.get("p99_ms").asDouble()).isEqualTo(110);
    assertThat(json.get("track_p99_ms").asDouble()).isEqualTo(30);
    assertThat(json.get("vs_bare").asDouble()).isEqualTo(1.5);
    assertThat(json.get("late")).isEmpty();
    JsonNode alone =
        new ObjectMapper().valueToTree(LatencyResult.of(Optional.of(ALERTS), List.of()));
    assertThat(alone.has("p99_ms")).isTrue();
    assertThat(alone.has("track_p99_ms")).isFalse();
  }

  @Test
  void shouldSayWhoFellBehind() {
    Leg behind = new Leg("tracks", 10_000, 9_999, 3, 4_000, 1, 5_000, 6_000, 7_000, 8_000);
    Leg sentLate = new Leg("bare loop", 10_000, 9_000, 3, 20, 1, 10, 20, 30, 40);

    LatencyResult result =
        LatencyResult.of(Optional.of(ALERTS), List.of(new LatencyResult.Round(behind, sentLate)));

    assertThat(result.late())
        .containsExactly(
            "tracks: fell behind, the last came 4.0 s after the last record was due",
            "bare loop: the load fell behind, 9000 of 10000 records/s written, 99 % of them at most 3 ms late");
    assertThat(result.words()).contains("LATE: tracks: fell behind", "LATE: bare loop: the load");
  }

  @Test
  void shouldCallALoadLateThatIsWrittenInFitsAndStarts() {
    assertThat(new Leg("tracks", 10_000, 10_000, 36, 20, 1, 10, 20, 30, 40).late()).hasSize(1);
    assertThat(tracks(10, 20).late()).isEmpty();
  }

  private static Leg tracks(double p50Ms, double p99Ms) {
    return leg("tracks", 10_000, p50Ms, p99Ms);
  }

  private static Leg bare(double p50Ms, double p99Ms) {
    return leg("bare loop", 10_000, p50Ms, p99Ms);
  }

  private static Leg leg(String way, int rate, double p50Ms, double p99Ms) {
    return new Leg(way, rate, rate, 1, 20, 1_000, p50Ms, p50Ms, p99Ms, p99Ms);
  }
}
