package dev.gantry.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class AscendingTest {

  @Test
  void shouldCountWhatComesAfterAGreaterNumber() {
    Ascending order = new Ascending();
    LongStream.of(1, 2, 2, 5, 3, 4, 6).forEach(order::add);

    assertThat(order.disordered()).isEqualTo(2);
  }
}
