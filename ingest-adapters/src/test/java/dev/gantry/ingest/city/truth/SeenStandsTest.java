package dev.gantry.ingest.city.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.geometry.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenStandsTest {

  private static final TrueObject STANDS = object("v1", 0);
  private static final TrueObject DRIVES = object("v1", 8);

  private final SeenStands stands = new SeenStands();

  @Test
  void shouldCountFromTheFirstFrameInWhichAVehicleStands() {
    stands.see(List.of(STANDS), 10);
    stands.see(List.of(STANDS), 35);
    assertThat(stands.isSeen(STANDS)).isFalse();

    stands.see(List.of(STANDS), 35.1);
    assertThat(stands.isSeen(STANDS)).isTrue();
    assertThat(stands.isLong(STANDS)).isFalse();

    stands.see(List.of(STANDS), 105.1);
    assertThat(stands.isLong(STANDS)).isTrue();
  }

  @Test
  void shouldGoOnCountingWhileAVehicleIsHidden() {
    stands.see(List.of(STANDS), 0);
    stands.see(List.of(), 20);
    stands.see(List.of(STANDS), 30);
    assertThat(stands.isSeen(STANDS)).isTrue();
  }

  @Test
  void shouldNotHaveSeenWhatTheCameraWasAwayFor() {
    stands.see(List.of(STANDS), 0);
    stands.see(List.of(STANDS), 20);
    stands.interrupt(20);
    stands.see(List.of(STANDS), 44);
    assertThat(stands.isSeen(STANDS)).isFalse();

    stands.see(List.of(STANDS), 100);
    assertThat(stands.isSeen(STANDS)).isTrue();
    assertThat(stands.isLong(STANDS)).isTrue();
  }

  @Test
  void shouldCountAnewAfterAVehicleHasDriven() {
    stands.see(List.of(STANDS), 0);
    stands.see(List.of(DRIVES), 30);
    assertThat(stands.isSeen(STANDS)).isFalse();

    stands.see(List.of(STANDS), 31);
    stands.see(List.of(STANDS), 50);
    assertThat(stands.isSeen(STANDS)).isFalse();
  }

  @Test
  void shouldNotCountForOneWhatAnotherStood() {
    stands.see(List.of(STANDS), 0);
    stands.see(List.of(STANDS), 100);
    assertThat(stands.isSeen(object("v2", 0))).isFalse();
  }

  private static TrueObject object(String actorId, double speedMps) {
    return new TrueObject(actorId, "car", new Box(10, 10, 40, 30), 1, 0, 0, speedMps, "a-b");
  }
}
