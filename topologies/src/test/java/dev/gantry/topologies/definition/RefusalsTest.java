package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {

  private final Refusals refusals = new Refusals();

  @Test
  void shouldSpellOutTheFirstAndCountTheOthers() {
    // given
    List.of("a", "b", "c", "d", "e").forEach(refusals::add);
    // then
    assertThat(refusals.drain()).contains("5 definitions refused: a; b; c; and 2 more");
  }

  @Test
  void shouldTellOfEachOnce() {
    // given
    refusals.add("a");
    // then
    assertThat(refusals.drain()).contains("1 definition refused: a");
    assertThat(refusals.drain()).isEmpty();
  }
}
