package dev.gantry.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LatencyBenchIT {

  @Test
  void shouldSeeEveryResultOfEveryWay() throws InterruptedException {
    Load load = new Load(200, 20, Duration.ofSeconds(1), Duration.ofSeconds(4));
    List<String> told = new ArrayList<>();

    LatencyResult result =
        new LatencyBench(new LatencyBench.Plan(Optional.of(load), false, load, 1), told::add).run();

    assertThat(told.get(5)).contains("bare loop", " 800 results");
    // Two thirds of a car's 25 frames at least: the first ones make no track yet.
    JsonNode json = new ObjectMapper().valueToTree(result);
    assertThat(json.get("track_updates").asInt()).isGreaterThan(500);
    // One a car: 800 records are 32 cars.
    assertThat(json.get("alerts").asInt()).isBetween(24, 40);
  }
}
