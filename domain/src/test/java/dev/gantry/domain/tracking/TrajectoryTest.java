package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrajectoryTest {

  private static final long START_US = 1_760_000_000_000_000L;

  @ParameterizedTest(name = "{0} sightings, one each {1} ms")
  @CsvSource({
    "1, 100",
    "18, 100",
    "30, 100",
    "64, 100",
    "65, 100",
    "500, 100",
    "30, 40",
    "9, 3000"
  })
  void shouldGoOnTheSameWhenDecoded(int sightings, int everyMs) {
    Trajectory kept = driven(sightings, everyMs);
    Trajectory decoded = Trajectory.read(ByteBuffer.wrap(bytes(kept)));

    assertThat(bytes(decoded)).isEqualTo(bytes(kept));
    for (int i = sightings; i < sightings + 200; i++) {
      see(kept, i, everyMs);
      see(decoded, i, everyMs);
      assertThat(bytes(decoded)).isEqualTo(bytes(kept));
    }
  }

  @Test
  void shouldWriteEachSightingOfAYoungTrackOnce() {
    assertThat(bytes(driven(30, 100))).hasSizeLessThan(30 * 12 + 30);
  }

  private static Trajectory driven(int sightings, int everyMs) {
    Trajectory path = new Trajectory(START_US);
    for (int i = 0; i < sightings; i++) {
      see(path, i, everyMs);
    }
    return path;
  }

  private static void see(Trajectory path, int i, int everyMs) {
    path.add(START_US + 1_000L * i * everyMs, 100 + 3.7 * i, 400 - 1.3 * i);
  }

  private static byte[] bytes(Trajectory path) {
    StateWriter to = new StateWriter();
    path.write(to);
    return to.toBytes();
  }
}
