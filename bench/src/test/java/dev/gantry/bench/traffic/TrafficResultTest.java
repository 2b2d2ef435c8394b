package dev.gantry.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.bench.traffic.Samples.Steady;
import dev.gantry.bench.traffic.TrafficResult.Round;
import dev.gantry.bench.traffic.TrafficResult.Spread;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrafficResultTest {

  private static final Load LOAD = new Load("a city", Path.of("city.load"), Map.of(), 1_000, 5_000);
  private static final Expected EXPECTED = new Expected(4_000, Map.of("a|0|1", 7), 90_000.4);

  private static final List<Round> ROUNDS =
      List.of(
          new Round(100_000, steady(20_000, 50), steady(10_000, 80), steady(4_000, 200)),
          new Round(200_000, steady(30_000, 40), steady(20_000, 70), steady(5_000, 210)),
          new Round(300_000, steady(90_000, 60), steady(15_000, 90), steady(6_000, 190)));

  @Test
  void shouldTellMediansOfRatesAndOfRatiosWithinRounds() {
    JsonNode json = json(ROUNDS, List.of());

    assertThat(json.get("gantry_rps").asDouble()).isEqualTo(30_000);
    assertThat(json.get("gantry_boxes_per_s").asDouble()).isEqualTo(150_000);
    assertThat(json.get("bare_rps").asDouble()).isEqualTo(200_000);
    assertThat(json.get("vs_bare").asDouble()).as("of .2, .15 and .3").isEqualTo(.2);
    assertThat(json.get("vs_flink").asDouble()).as("of 2, 1.5 and 6").isEqualTo(2);
    assertThat(json.get("vs_flink_rocksdb").asDouble()).as("of 5, 6 and 15").isEqualTo(6);
    assertThat(json.get("gantry_cpu_us").asDouble()).isEqualTo(50);
    assertThat(json.get("flink_cpu_us").asDouble()).isEqualTo(80);
    assertThat(json.get("functions_rps").asDouble()).isEqualTo(90_000);
    assertThat(json.has("cost_ratio_10k_cameras")).as("not measured").isFalse();
  }

  @Test
  void shouldHoldItselfAgainstTheFasterOfFlinksBackends() {
    List<Round> rounds =
        List.of(new Round(1, steady(20_000, 1), steady(10_000, 2), steady(16_000, 3)));

    JsonNode json = json(rounds, List.of());

    assertThat(json.get("flink_rps").asDouble()).isEqualTo(16_000);
    assertThat(json.get("vs_flink").asDouble()).isEqualTo(1.25);
    assertThat(json.get("flink_cpu_us").asDouble()).isEqualTo(3);
  }

  @Test
  void shouldTellWhatManyCamerasCost() {
    List<Spread> spreads =
        List.of(
            new Spread(steady(50_000, 40), steady(40_000, 50)),
            new Spread(steady(52_000, 40), steady(44_000, 44)));

    JsonNode json = json(ROUNDS, spreads);

    assertThat(json.get("cost_ratio_10k_cameras").asDouble()).as("of 1.25 and 1.1").isEqualTo(1.18);
    assertThat(json.get("rps_10_cameras").asDouble()).isEqualTo(51_000);
    assertThat(json.get("rps_10k_cameras").asDouble()).isEqualTo(42_000);
    assertThat(TrafficResult.of(LOAD, EXPECTED, ROUNDS, spreads).words())
        .contains("costs 1.18 times one from 10");
  }

  private static JsonNode json(List<Round> rounds, List<Spread> spreads) {
    return new ObjectMapper().valueToTree(TrafficResult.of(LOAD, EXPECTED, rounds, spreads));
  }

  private static Steady steady(double framesPerSecond, double cpuMicros) {
    return new Steady(framesPerSecond, cpuMicros);
  }
}
