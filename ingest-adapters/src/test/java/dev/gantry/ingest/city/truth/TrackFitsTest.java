package dev.gantry.ingest.city.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.geometry.Box;
import org.junit.jupiter.api.Test;

class TrackFitsTest {

  @Test
  void shouldTellTracksOfTwoCamerasApartThatHaveOneId() {
    TrueObject object = new TrueObject("v1", "car", new Box(10, 10, 30, 20), 1, 0, 0, 9, "link-1");
    TrackFits fits = new TrackFits();
    for (int frame = 0; frame < 8; frame++) {
      fits.add("one", "t", object);
    }

    assertThat(fits.isAbout("one", "t", object.actorId())).isTrue();
    assertThat(fits.isAbout("two", "t", object.actorId())).isFalse();
    assertThat(fits.isAbout("", "t", object.actorId())).isTrue();
    assertThat(fits.meanSpeed("one", "t")).isPresent();
    assertThat(fits.meanSpeed("two", "t")).isEmpty();

    fits.forget("two", "t");
    assertThat(fits.size()).isEqualTo(1);
    fits.forget("one", "t");
    assertThat(fits.size()).isZero();
  }
}
