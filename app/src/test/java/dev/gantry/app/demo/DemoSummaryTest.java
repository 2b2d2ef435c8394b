package dev.gantry.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class DemoSummaryTest {

  private static final DemoSummary OF_A_VIDEO =
      new DemoSummary(120, 340, 5, 0, 1, 12.5, null, null);
  private static final DemoSummary OF_THE_SCENE =
      new DemoSummary(120, 340, 5, 2, 0, 14.2, 8.3, new DemoSummary.Score(0.98, 1.25, null, 1.0));

  @Test
  void shouldLeaveOutWhatThereWasNone() throws Exception {
    assertThat(new ObjectMapper().writeValueAsString(OF_A_VIDEO))
        .isEqualTo(
            "{\"frames\":120,\"detections\":340,\"tracks\":5,\"alerts\":0,"
                + "\"dead_letters\":1,\"seconds\":12.5}");
    assertThat(OF_A_VIDEO.lines()).hasSize(1);
  }

  @Test
  void shouldPutTheScoreBesideTheCounts() throws Exception {
    assertThat(new ObjectMapper().writeValueAsString(OF_THE_SCENE))
        .endsWith(
            "\"first_alert_seconds\":8.3,\"detection_recall\":0.98,\"speed_mae_kmh\":1.25,"
                + "\"alert_recall\":1.0}");
  }

  @Test
  void shouldSayTheSameInWords() {
    assertThat(OF_THE_SCENE.lines())
        .containsExactly(
            "14 s: 120 frames, 340 detections, 5 tracks, 2 alerts, 0 dead letters.",
            "First alert 8.3 s after the start.",
            "Against the truth: detection recall 0.98, mean speed error 1.25 km/h, alert precision"
                + " (nothing to judge), alert recall 1.0.");
  }
}
