package dev.gantry.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DemoSummaryTest {

  private static final Map<String, DemoSummary.Kind> KINDS =
      Map.of("speeding", new DemoSummary.Kind(true, 2, 1, 3, 1, .333, .5, 0));
  private static final DemoSummary OF_A_VIDEO =
      new DemoSummary(120, 340, 5, 0, 1, 3, 12.5, null, null);
  private static final DemoSummary OF_THE_SCENE =
      new DemoSummary(
          120, 340, 5, 2, 0, 0, 14.2, 8.3, new DemoSummary.Score(0.98, 1.25, null, 1.0, KINDS));

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

  @Test
  void shouldSayNothingOfWhatThereWasNone() {
    assertThat(new DemoSummary.Kind(true, 3, 2, 0, 0, null, .667, 0).words())
        .isEqualTo("2 of 3 incidents found");
    assertThat(new DemoSummary.Kind(true, 0, 0, 4, 3, .75, null, 0).words())
        .isEqualTo("3 of 4 alerts right");
    assertThat(new DemoSummary.Kind(true, 0, 0, 0, 0, null, null, 2).words())
        .isEqualTo("none; 2 that no camera saw");
  }

  @Test
  void shouldSayOfAKindWhatNoRuleOrNoCameraSaw() throws Exception {
    var unwatched = new DemoSummary.Kind(false, 2, 0, 0, 0, null, 0.0, 1);
    assertThat(unwatched.words())
        .isEqualTo("2 incidents, which no rule watches for yet; 1 that no camera saw");
    assertThat(new ObjectMapper().writeValueAsString(unwatched)).doesNotContain("precision");
  }
}
