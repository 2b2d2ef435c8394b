package dev.gantry.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FrameSequencesTest {

  private final FrameSequences sequences = new FrameSequences();

  @Test
  void shouldCountWhatIsMissingRepeatedAndOutOfOrder() {
    for (long seq : new long[] {0, 1, 3, 3, 2, 6}) {
      sequences.add("gate", seq);
    }

    assertThat(sequences.frames()).isEqualTo(6);
    assertThat(sequences.repeated()).isEqualTo(1);
    assertThat(sequences.disordered()).isEqualTo(1);
    assertThat(sequences.missing("gate", 8, seq -> seq != 5)).as("4 and 7").isEqualTo(2);
    assertThat(sequences.missing("other", 3, seq -> true)).isEqualTo(3);
  }
}
