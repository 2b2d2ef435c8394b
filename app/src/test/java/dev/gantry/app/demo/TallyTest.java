package dev.gantry.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import java.util.Collections;
import org.junit.jupiter.api.Test;

final class TallyTest {

  private final Tally tally = new Tally();

  @Test
  void shouldCountFramesAndTheirDetections() {
    tally.add(frameWith(3));
    tally.add(frameWith(0));

    assertThat(tally.counts()).isEqualTo(new Tally.Counts(2, 3, 0, 0, 0, 0));
  }

  @Test
  void shouldCountATrackWhereItBegins() {
    tally.add(track(TrackState.NEW));
    tally.add(track(TrackState.UPDATE));
    tally.add(track(TrackState.END));

    assertThat(tally.counts().tracks()).isEqualTo(1);
  }

  @Test
  void shouldCountAnAlertOnceHoweverOftenItChanges() {
    tally.add(alert("one", AlertStatus.FIRING));
    tally.add(alert("two", AlertStatus.FIRING));
    tally.add(alert("one", AlertStatus.RESOLVED));

    assertThat(tally.counts().alerts()).isEqualTo(2);
    assertThat(tally.counts().firing()).isEqualTo(1);
  }

  @Test
  void shouldNotCountAnAlertOfAnEarlierRunThatIsOverNow() {
    tally.add(alert("one", AlertStatus.RESOLVED));

    assertThat(tally.counts().alerts()).isZero();
    assertThat(tally.firstAlertNanos()).isZero();
  }

  @Test
  void shouldRememberWhenTheFirstAlertCame() {
    assertThat(tally.firstAlertNanos()).isZero();

    tally.add(alert("one", AlertStatus.FIRING));
    long first = tally.firstAlertNanos();
    tally.add(alert("two", AlertStatus.FIRING));

    assertThat(first).isNotZero();
    assertThat(tally.firstAlertNanos()).isEqualTo(first);
  }

  private static FrameDetections frameWith(int detections) {
    return FrameDetections.newBuilder()
        .setDetections(Collections.nCopies(detections, Detection.newBuilder().build()))
        .build();
  }

  private static TrackUpdate track(TrackState state) {
    return TrackUpdate.newBuilder().setState(state).build();
  }

  private static Alert alert(String id, AlertStatus status) {
    return Alert.newBuilder().setAlertId(id).setStatus(status).build();
  }
}
