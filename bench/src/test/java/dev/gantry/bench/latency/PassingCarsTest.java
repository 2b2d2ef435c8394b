package dev.gantry.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.FrameDetections;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PassingCarsTest {

  private static final long START_US = 1_767_225_600_000_000L;

  private final PassingCars cars = new PassingCars(7, 10);

  @Test
  void shouldFindTheRecordOfEveryEventTime() {
    for (long n = 0; n < 10_000; n++) {
      long sinceStart = cars.record(n, START_US).getCapturedAtUs() - START_US;
      assertThat(cars.indexAt(sinceStart)).isEqualTo(n);
    }
  }

  @Test
  void shouldGiveEveryCameraItsFramesInOrder() {
    Set<String> cameras = new HashSet<>();
    for (long n = 0; n < 70; n++) {
      FrameDetections found = cars.record(n, START_US);
      cameras.add(found.getCameraId());
      assertThat(found.getFrameSeq()).isEqualTo(n / 7);
    }
    assertThat(cameras).hasSize(7);
  }

  @Test
  void shouldKeepEveryCarWithinTheImage() {
    for (long n = 0; n < 5_000; n++) {
      Detection car = cars.record(n, START_US).getDetections().get(0);
      assertThat(car.getX()).isBetween(0f, PassingCars.WIDTH - car.getWidth());
      assertThat(car.getY()).isBetween(0f, PassingCars.HEIGHT - car.getHeight());
    }
  }
}
