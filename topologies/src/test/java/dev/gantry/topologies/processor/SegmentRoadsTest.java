package dev.gantry.topologies.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.topologies.testing.FakeDefinitions;
import dev.gantry.topologies.testing.TestObjects;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SegmentRoadsTest {

  private static final Instant AT = Instant.EPOCH;

  private final FakeDefinitions definitions = new FakeDefinitions();
  private final SegmentRoads roads = new SegmentRoads(definitions);

  @Test
  void shouldSayWhichCamerasSeeASegment() {
    definitions.with(TestObjects.camera("bridge"));
    assertThat(roads.seenBy(TestObjects.SEGMENT, AT)).containsExactly("bridge");

    definitions.with(TestObjects.camera("quay"));

    assertThat(roads.seenBy(TestObjects.SEGMENT, AT)).containsExactlyInAnyOrder("bridge", "quay");
    assertThat(roads.seenBy("elsewhere", AT)).isEmpty();
  }

  @Test
  void shouldAddUpWhatCamerasSeeOfASegment() {
    assertThat(roads.lengthM(TestObjects.SEGMENT, AT)).isZero();

    definitions.with(TestObjects.camera("bridge")).with(TestObjects.camera("quay"));

    assertThat(roads.lengthM(TestObjects.SEGMENT, AT)).isEqualTo(54);
    assertThat(roads.lengthM("elsewhere", AT)).isZero();
  }
}
