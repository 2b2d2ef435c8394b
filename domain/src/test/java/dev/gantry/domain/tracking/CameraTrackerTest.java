package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.tracking.TrackStep.Phase;
import dev.gantry.domain.tracking.TrackerResult.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CameraTrackerTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final CameraTracker tracker = new CameraTracker(TrackerSettings.DEFAULT);
  private final TrackerState state = TrackerState.empty("cam");

  @Test
  void shouldNameTrackAfterItsFirstDetectionWhenHistoryConfirmsIt() {
    List<TrackStep> steps = drive(7, 0, 12);

    assertThat(steps.get(0).phase()).isEqualTo(Phase.NEW);
    assertThat(steps).extracting(TrackStep::trackId).containsOnly("cam-7-0-0");
    assertThat(steps.get(0).startedAt()).isEqualTo(START);
    assertThat(steps.get(0).hits()).isEqualTo(3);
    assertThat(steps.stream().filter(s -> s.phase() == Phase.NEW)).hasSize(1);
    assertThat(state.active()).hasSize(1);
  }

  @Test
  void shouldTakeFrameOnceWhenItComesAgain() {
    drive(7, 0, 12);

    assertThat(advance(7, 11).outcome()).isEqualTo(Outcome.REPEATED);
    assertThat(advance(7, 3).steps()).isEmpty();
    assertThat(advance(6, 50).outcome()).isEqualTo(Outcome.LATE);
  }

  @Test
  void shouldEndTracksWhenEpochIsNew() {
    drive(7, 0, 12);

    TrackerResult result = advance(8, 0);

    assertThat(result.steps()).hasSize(1);
    assertThat(result.steps().get(0).phase()).isEqualTo(Phase.END);
    assertThat(result.steps().get(0).trackId()).isEqualTo("cam-7-0-0");
    assertThat(result.steps().get(0).streamEpoch()).isEqualTo(7);
    assertThat(result.steps().get(0).frameSeq()).isEqualTo(11);
  }

  @Test
  void shouldEndTracksWhereLastSeenWhenStreamEnds() {
    drive(7, 0, 12);

    List<TrackStep> ends = tracker.end(state, Optional.empty());

    assertThat(ends).extracting(TrackStep::phase).containsExactly(Phase.END);
    assertThat(ends.get(0).at()).isEqualTo(at(11));
    assertThat(state.active()).isEmpty();
  }

  private List<TrackStep> drive(long epoch, int from, int to) {
    List<TrackStep> steps = new ArrayList<>();
    for (int seq = from; seq < to; seq++) {
      steps.addAll(advance(epoch, seq).steps());
    }
    return steps;
  }

  private TrackerResult advance(long epoch, int seq) {
    Detection car = new Detection("car", 0.8, new Box(100 + 12 * seq, 200, 80, 50));
    return tracker.advance(
        state,
        new DetectedFrame("cam", epoch, seq, at(seq), 1280, 720, List.of(car)),
        Optional.empty());
  }

  private static Instant at(int seq) {
    return START.plus(Duration.ofMillis(80L * seq));
  }
}
