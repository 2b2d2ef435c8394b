package dev.gantry.topologies.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StateNamesTest {

  @Test
  void shouldKeepNamesAsPeopleHaveThem() {
    assertThat(StateNames.of("ann@example.org")).isEqualTo("ann@example.org");
    assertThat(StateNames.of("2001:db8::7")).isEqualTo("2001:db8::7");
    assertThat(StateNames.of("n".repeat(256))).hasSize(256);
  }

  @Test
  void shouldKeepNoNameThatStandsForThePartOfAState() {
    String name = StateNames.of("ann\0" + "1");
    assertThat(KeptStates.isKey(name)).isTrue();
    assertThat(name).startsWith("ann1#").isNotEqualTo(StateNames.of("ann\0" + "2"));
  }

  @Test
  void shouldKeepLongNamesShortAndApart() {
    String name = "n".repeat(4_000);
    assertThat(StateNames.of(name)).hasSize(64 + 1 + 64).isNotEqualTo(StateNames.of(name + "n"));
    assertThat(StateNames.of(name)).isEqualTo(StateNames.of(name));
  }
}
