package dev.gantry.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.score.KindSummary;
import dev.gantry.app.score.ScoreSummary;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DemoSummaryTest {

  private static final Map<String, KindSummary> KINDS =
      Map.of("speeding", new KindSummary(true, 2, 1, 3, 1, .333, .5, 0));
  private static final DemoSummary OF_A_VIDEO =
      new DemoSummary(120, 340, 5, 0, 1, 3, 12.5, null, null);
  private static final DemoSummary OF_THE_SCENE =
      new DemoSummary(
          120,
          340,
          5,
          2,
          0,
          0,
          14.2,
          8.3,
          new ScoreSummary(0.98, null, 1.25, null, null, null, 1.0, KINDS));

  @Test
  void shouldLeaveOutWhatThereWasNone() throws Exception {
    assertThat(new ObjectMapper().writeValueAsString(OF_A_VIDEO))
        .isEqualTo(
            "{\"frames\":120,\"detections\":340,\"tracks\":5,\"alerts\":0,"
                + "\"dead_letters\":1,\"late_frames\":3,\"seconds\":12.5}");
    assertThat(OF_A_VIDEO.lines())
        .hasSize(2)
        .last()
        .isEqualTo("3 frames were sent late: the machine did not keep the pace.");
  }

  @Test
  void shouldPutTheScoreBesideTheCounts() throws Exception {
    assertThat(new ObjectMapper().writeValueAsString(OF_THE_SCENE))
        .endsWith(
            "\"first_alert_seconds\":8.3,\"detection_recall\":0.98,\"speed_mae_kmh\":1.25,"
                + "\"alert_recall\":1.0,\"by_kind\":{\"speeding\":{\"watched\":true,\"incidents\":2,"
                + "\"found\":1,\"alerts\":3,\"right\":1,\"precision\":0.333,\"recall\":0.5,"
                + "\"unseen\":0}}}");
  }

  @Test
  void shouldSayTheSameInWords() {
    assertThat(OF_THE_SCENE.lines())
        .containsExactly(
            "14 s: 120 frames, 340 detections, 5 tracks, 2 alerts, 0 dead letters.",
            "First alert 8.3 s after the start.",
            "Against the truth: detection recall 0.98, mean speed error 1.25 km/h, alert precision"
                + " (nothing to judge), alert recall 1.0.",
            "  speeding: 1 of 2 incidents found, 1 of 3 alerts right");
  }
}
