package dev.gantry.ingest.city.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.ingest.city.CityScenario;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TruthFileTest {

  private static final Instant START = Instant.parse("2026-01-01T08:00:00Z");

  @Test
  void shouldWriteCityThenFramesThenIncidents() throws IOException {
    List<String> lines = lines(1, 600);
    assertThat(lines.get(0))
        .contains("\"type\":\"city\"", "\"seed\":1", "\"frames\":600")
        .contains("\"time_of_day\":\"08:00\"", "\"nothing_wrong\":false");
    assertThat(lines.subList(1, 5))
        .allMatch(line -> line.contains("\"type\":\"camera\""))
        .allMatch(line -> line.matches(".*\"homography\":\\[(\\[[^,\\]]+(,[^,\\]]+){2}],?){3}].*"));
    assertThat(lines.subList(5, 5 + 4 * 600)).allMatch(line -> line.contains("\"type\":\"frame\""));
    assertThat(lines.subList(5 + 4 * 600, lines.size()))
        .isNotEmpty()
        .allMatch(line -> line.contains("\"type\":\"incident\""))
        .anyMatch(line -> line.contains("\"kind\":\"speeding\""));
  }

  @Test
  void shouldSayWhatCamerasHaveToCopeWith() throws IOException {
    assertThat(frameAt("08:00"))
        .contains("\"light\":\"day\"")
        .doesNotContain("rain", "glare", "shake_px", "jpeg_quality");
    assertThat(frameAt("22:00")).contains("\"light\":\"night\"");
    assertThat(frameAt("06:20")).contains("\"glare\":0.7,", "\"shake_px\":2.804,");
    assertThat(frameAt("19:00"))
        .contains("\"rain\":0.62,", "\"jpeg_quality\":15,", "\"jpeg_quality\":24,");
  }

  @Test
  void shouldSayHowFastOffendersAreAndWhomTheyNearlyRunInto() throws IOException {
    List<JsonNode> incidents = new ArrayList<>();
    for (String line : lines(1, 3000)) {
      if (line.contains("\"type\":\"incident\"")) {
        incidents.add(new ObjectMapper().readTree(line));
      }
    }
    assertThat(incidents)
        .filteredOn(each -> each.path("kind").asText().equals("near_miss"))
        .isNotEmpty()
        .allMatch(each -> each.path("other").asText().matches("v\\d+"));
    assertThat(incidents)
        .filteredOn(each -> each.path("kind").asText().equals("speeding"))
        .isNotEmpty()
        .allSatisfy(
            each -> {
              double fastest = 0;
              for (JsonNode speed : each.path("speeds_mps")) {
                fastest = Math.max(fastest, speed.asDouble());
              }
              assertThat(fastest).isEqualTo(each.path("measure").asDouble());
            });
  }

  @Test
  void shouldLeaveOutWhenWhatStillLastsWillEnd() throws IOException {
    int lasting = 0;
    for (int seconds = 60; seconds <= 120; seconds += 10) {
      String end = START.plusSeconds(seconds).toString();
      for (String line : lines(1, 10L * seconds)) {
        JsonNode each = new ObjectMapper().readTree(line);
        if (each.path("type").asText().equals("incident")) {
          lasting += each.has("ends") ? 0 : 1;
          assertThat(each.path("ends").asText("")).isLessThanOrEqualTo(end);
        }
      }
    }
    assertThat(lasting).isPositive();
  }

  @Test
  void shouldWriteOneObjectALine() throws IOException {
    for (String line : lines(2, 50)) {
      try (JsonParser parser = new JsonFactory().createParser(line)) {
        parser.nextToken();
        parser.skipChildren();
        assertThat(parser.nextToken()).isNull();
      }
    }
  }

  @Test
  void shouldBeTheSameForTheSameSeed() throws IOException {
    assertThat(lines(3, 100)).isEqualTo(lines(3, 100));
    assertThat(lines(3, 100)).isNotEqualTo(lines(4, 100));
  }

  /** The first frame of each camera. */
  private static String frameAt(String time) throws IOException {
    int secondOfDay = LocalTime.parse(time).toSecondOfDay();
    return lines(new CityScenario(1, 4, 1, secondOfDay, true), 1).stream()
        .filter(line -> line.contains("\"type\":\"frame\""))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> lines(long seed, long frames) throws IOException {
    return lines(new CityScenario(seed, 4, 10, 8 * 3600, true), frames);
  }

  private static List<String> lines(CityScenario scenario, long frames) throws IOException {
    var out = new StringWriter();
    new TruthFile(new CityTruth(scenario), START).write(out, frames);
    return out.toString().lines().toList();
  }
}
