package dev.gantry.ingest.city.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.gantry.ingest.city.CityScenario;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TruthFileTest {

  private static final Instant START = Instant.parse("2026-01-01T08:00:00Z");

  @Test
  void shouldWriteCityThenFramesThenIncidents() throws IOException {
    List<String> lines = lines(1, 600);
    assertThat(lines.get(0)).contains("\"type\":\"city\"", "\"seed\":1", "\"frames\":600");
    assertThat(lines.subList(1, 5)).allMatch(line -> line.contains("\"type\":\"camera\""));
    assertThat(lines.subList(5, 5 + 4 * 600)).allMatch(line -> line.contains("\"type\":\"frame\""));
    assertThat(lines.subList(5 + 4 * 600, lines.size()))
        .isNotEmpty()
        .allMatch(line -> line.contains("\"type\":\"incident\""))
        .anyMatch(line -> line.contains("\"kind\":\"speeding\""));
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

  private static List<String> lines(long seed, long frames) throws IOException {
    var out = new StringWriter();
    var truth = new CityTruth(new CityScenario(seed, 4, 10, 8 * 3600, true));
    new TruthFile(truth, START).write(out, frames);
    return out.toString().lines().toList();
  }
}
