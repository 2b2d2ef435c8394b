package dev.gantry.query;

import static dev.gantry.query.ApiFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the API answers about road segments. */
class SegmentsApiTest {

  @AutoClose private final ApiFixture gantry = new ApiFixture();

  @Test
  void shouldListSegmentsWithTheirLastWindows() {
    gantry.definitions.cameras.add(TestObjects.camera("bridge", "harbour"));
    gantry.topics.append(
        gantry.catalogue.segmentSpeeds(), "harbour-rd", TestObjects.window("harbour-rd", 0));
    until(() -> gantry.json("/v1/segments").at("/segments/0/recent").size() == 1);

    JsonNode segment = gantry.json("/v1/segments").at("/segments/0");

    assertThat(segment.get("id").asText()).isEqualTo("harbour-rd");
    assertThat(segment.get("limit_kmh").asDouble()).isEqualTo(50.0);
    assertThat(segment.at("/cameras/0").asText()).isEqualTo("bridge");
    assertThat(segment.at("/recent/0/mean_kmh").asDouble()).isEqualTo(46.8);
    assertThat(segment.at("/recent/0/length_m").asDouble()).isEqualTo(30.0);
    assertThat(segment.at("/recent/0/density_per_km").asDouble()).isEqualTo(40.0);
    JsonNode cars = segment.at("/recent/0/groups/0");
    assertThat(cars.get("label").asText()).isEqualTo("car");
    assertThat(cars.get("space_mean_kmh").asDouble()).isEqualTo(45.0);
    assertThat(cars.get("density").asDouble()).isEqualTo(1.2);
    assertThat(cars.get("density_per_km").asDouble()).isEqualTo(40.0);
  }

  @Test
  void shouldAnswerWindowsWithinTheRange() {
    gantry.definitions.cameras.add(TestObjects.camera("bridge", "harbour"));
    gantry.stores.speeds.put(
        "harbour-rd",
        IntStream.range(0, 6).mapToObj(i -> TestObjects.window("harbour-rd", i)).toList());

    JsonNode answer =
        gantry.json(
            "/v1/segments/harbour-rd/speeds"
                + "?from=2026-01-01T00:00:10Z&to=2026-01-01T01:00:50%2B01:00&limit=3");

    assertThat(answer.get("speeds").size()).isEqualTo(3);
    assertThat(answer.get("to").asText()).isEqualTo("2026-01-01T00:00:50.000000Z");
    assertThat(answer.at("/speeds/0/window_start").asText())
        .isEqualTo("2026-01-01T00:00:10.000000Z");
    assertThat(answer.get("provisional").asBoolean()).isTrue();
  }
}
