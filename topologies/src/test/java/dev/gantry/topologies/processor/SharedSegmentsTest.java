package dev.gantry.topologies.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.topologies.testing.FakeDefinitions;
import dev.gantry.topologies.testing.TestObjects;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SharedSegmentsTest {

  private static final Instant AT = Instant.EPOCH;

  private final FakeDefinitions definitions = new FakeDefinitions();
  private final SharedSegments shared = new SharedSegments(definitions);

  @Test
  void shouldHoldASegmentOnceASecondCameraSeesIt() {
    definitions.with(TestObjects.camera("bridge"));
    assertThat(shared.contains(TestObjects.SEGMENT, AT, 0)).isFalse();

    definitions.with(TestObjects.camera("quay"));

    assertThat(shared.contains(TestObjects.SEGMENT, AT, 9_999)).as("looked up before").isFalse();
    assertThat(shared.contains(TestObjects.SEGMENT, AT, 10_000)).isTrue();
    assertThat(shared.contains("elsewhere", AT, 10_000)).isFalse();
  }

  @Test
  void shouldLookUpAnewWhenTheClockWasSetBack() {
    assertThat(shared.contains(TestObjects.SEGMENT, AT, 3_600_000)).isFalse();
    definitions.with(TestObjects.camera("bridge")).with(TestObjects.camera("quay"));
    assertThat(shared.contains(TestObjects.SEGMENT, AT, 0)).isTrue();
  }
}
