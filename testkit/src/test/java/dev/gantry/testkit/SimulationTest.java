package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SimulationTest {

  @Test
  void shouldSayInPlainWordsWhatIsNoRecord() {
    try (Simulation simulation = Simulation.of(SimulatedDefinitions.of(""))) {
      assertRefused(
          simulation,
          "{type: OFFLINE}",
          "not JSON at column 2: expected a name in double quotes, found 't'");
      assertRefused(simulation, "[]", "expected a JSON object, found an array");
      assertRefused(
          simulation,
          "{\"camera_id\": \"c1\", \"typ\": 1}",
          "'typ': expected a field of CameraEvent, found an unknown name; did you mean type?");
    }
  }

  private static void assertRefused(Simulation simulation, String json, String message) {
    assertThatThrownBy(() -> simulation.give("camera-events", json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("camera-events: " + message);
  }
}
