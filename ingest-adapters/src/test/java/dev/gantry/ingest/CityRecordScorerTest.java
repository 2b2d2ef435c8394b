package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.time.Micros;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.truth.CityScore;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CityRecordScorerTest {

  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
  private static final int FRAMES = 120;

  /** A kept directory still holds the results of the city that was shown before. */
  @Test
  void shouldLeaveOutWhatCameOfAnotherCity() {
    CityRecordScorer alone = scorer();
    CityRecordScorer after = scorer();
    give(settings(2), after);
    give(settings(1), alone);
    give(settings(1), after);

    CityScore score = alone.score();
    assertThat(score.boxesExpected()).isPositive();
    assertThat(score.liveSpeeds().speeds()).isPositive();
    assertThat(Objects.requireNonNull(score.byKind().get("speeding")).alerts()).isEqualTo(1);
    assertThat(after.score()).isEqualTo(score);
  }

  /** A demo goes on for days: what is through is let go of. */
  @Test
  void shouldForgetFramesOfWhichAllHasCome() {
    CityRecordScorer scorer = scorer();
    List<Long> missing = List.of(40L, 50L, 650L);
    for (long seq = 0; seq <= 700; seq++) {
      if (!missing.contains(seq)) {
        scorer.add(frame(seq));
        scorer.forgetWhatIsThrough();
      }
    }
    scorer.add(frame(40));
    assertThat(scorer.score().frames()).as("tracks are still to come").isEqualTo(699);
    scorer.add(track(frame(700), new Detection("car", 1f, 0f, 0f, 9f, 9f)));
    scorer.forgetWhatIsThrough();
    scorer.add(frame(50));
    assertThat(scorer.score().frames()).as("all has come").isEqualTo(699);
    scorer.add(frame(3_700));
    scorer.forgetWhatIsThrough();
    scorer.add(frame(650));
    assertThat(scorer.score().frames()).as("3,000 frames behind").isEqualTo(700);
  }

  private static FrameDetections frame(long seq) {
    return FrameDetections.newBuilder()
        .setCameraId("city-cam-1")
        .setStreamEpoch(settings(1).epoch())
        .setFrameSeq(seq)
        .setDetections(List.of())
        .setOrigins(List.of())
        .build();
  }

  private static CityRecordScorer scorer() {
    return new CityRecordScorer(settings(1).scenario(), START, Set.of("speeding"));
  }

  private static SimulatorSettings settings(long seed) {
    CityScenario scenario = new CityScenario(seed, 1, 10, CityScenario.DEFAULT_SECOND_OF_DAY, true);
    return new SimulatorSettings(scenario, START, Pace.UNPACED, OptionalLong.of(FRAMES));
  }

  /** Its detections, which are one track, and an alert about that. */
  private static void give(SimulatorSettings settings, CityRecordScorer scorer) {
    SimulatedRecords records =
        SimulatedRecords.ofEverything(settings, Clock.fixed(START, ZoneOffset.UTC));
    for (long seq = 0; seq < FRAMES; seq++) {
      records.frame(
          seq,
          new SimulatedRecords.Sink() {
            @Override
            public void detections(FrameDetections frame) {
              scorer.add(frame);
              frame.getDetections().forEach(found -> scorer.add(track(frame, found)));
            }
          });
    }
    scorer.add(alert(settings.epoch()));
  }

  private static TrackUpdate track(FrameDetections frame, Detection found) {
    return TrackUpdate.newBuilder()
        .setCameraId(frame.getCameraId())
        .setTrackId(trackId(frame.getStreamEpoch()))
        .setState(TrackState.UPDATE)
        .setStreamEpoch(frame.getStreamEpoch())
        .setFrameSeq(frame.getFrameSeq())
        .setX(found.getX())
        .setY(found.getY())
        .setWidth(found.getWidth())
        .setHeight(found.getHeight())
        .setObserved(true)
        .setSpeedKnown(true)
        .setSpeedMps(10)
        .setSpeedSigmaMps(1)
        .build();
  }

  private static Alert alert(long epoch) {
    return Alert.newBuilder()
        .setAlertId("alert " + epoch)
        .setRule("speeding")
        .setLabels(Map.of("camera", "city-cam-1", "track", trackId(epoch)))
        .setStartedAtUs(Micros.of(START.plusSeconds(5)))
        .setFiredAtUs(Micros.of(START.plusSeconds(6)))
        .build();
  }

  private static String trackId(long epoch) {
    return "city-cam-1-" + epoch + "-0-0";
  }
}
