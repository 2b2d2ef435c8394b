package dev.gantry.ingest.city.camera;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.city.road.RoadNetwork;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CameraDefinitionsTest {

  private static final Pattern HEADING = Pattern.compile("heading_deg: ([0-9.]+)");

  @Test
  void shouldWriteHeadingsBelowAFullTurnWhenARoadLeadsAlmostNorth() {
    int headings = 0;
    for (long seed = 1; seed <= 20; seed++) {
      RoadNetwork network = RoadNetwork.grid(seed, 10, 10);
      String yaml =
          new CameraDefinitions(network, 10, id -> "tom").yaml(CameraLayout.place(network, 100));
      for (Matcher found = HEADING.matcher(yaml); found.find(); headings++) {
        assertThat(Double.parseDouble(found.group(1))).as("seed %d", seed).isBetween(0.0, 359.9);
      }
    }
    assertThat(headings).isEqualTo(20 * 100 * 2);
  }
}
