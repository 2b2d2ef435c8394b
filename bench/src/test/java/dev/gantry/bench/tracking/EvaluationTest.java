package dev.gantry.bench.tracking;

import static dev.gantry.bench.tracking.TestSequences.placed;
import static dev.gantry.bench.tracking.TestSequences.sequence;
import static dev.gantry.bench.tracking.TestSequences.truth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.geometry.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Measures against what is reckoned by hand from their definitions. */
class EvaluationTest {

  @Test
  void shouldBeWholeWhenAnswersAreTheTruth() {
    TestSequence sequence =
        sequence(List.of(truth(7, 0), truth(8, 200)), List.of(truth(7, 10)), List.of(truth(7, 20)));

    Evaluation found =
        Evaluation.of(
            sequence,
            List.of(
                List.of(placed(1, 0), placed(2, 200)),
                List.of(placed(1, 10)),
                List.of(placed(1, 20))));

    assertThat(found.clear().mota()).isEqualTo(1);
    assertThat(found.clear().motp()).isEqualTo(1);
    assertThat(found.clear().mostlyTracked()).isEqualTo(2);
    assertThat(found.identity().idf1()).isEqualTo(1);
    assertThat(found.hota().hota()).isCloseTo(1, within(1e-12));
  }

  @Test
  void shouldCountMissesFalseBoxesAndSwitches() {
    // given an object seen in 5 of 6 frames, under another identity from the fourth on
    TestSequence sequence =
        sequence(
            List.of(truth(1, 0)),
            List.of(truth(1, 10)),
            List.of(truth(1, 20)),
            List.of(truth(1, 30)),
            List.of(truth(1, 40)),
            List.of(truth(1, 50)));

    Evaluation found =
        Evaluation.of(
            sequence,
            List.of(
                List.of(placed(1, 0)),
                List.of(placed(1, 10), placed(9, 500)),
                List.of(),
                List.of(placed(2, 30)),
                List.of(placed(2, 40)),
                List.of(placed(2, 50))));

    ClearMot clear = found.clear();
    assertThat(clear.misses()).isEqualTo(1);
    assertThat(clear.falsePositives()).isEqualTo(1);
    assertThat(clear.switches()).isEqualTo(1);
    assertThat(clear.mota()).isCloseTo(1 - 3 / 6.0, within(1e-12));
    assertThat(clear.mostlyTracked()).isEqualTo(1);
    // 3 boxes of the second identity match, of 6 true and 6 answered
    assertThat(found.identity().idf1()).isCloseTo(2 * 3 / 12.0, within(1e-12));
    // 5 matches, 1 miss, 1 false; 2 matches share 2 of 6 boxes, 3 share 3 of 6
    double detection = 5 / 7.0;
    double association = (2 * 2 / 6.0 + 3 * 3 / 6.0) / 5;
    assertThat(found.hota().detection()).isCloseTo(detection, within(1e-12));
    assertThat(found.hota().association()).isCloseTo(association, within(1e-12));
    assertThat(found.hota().hota()).isCloseTo(Math.sqrt(detection * association), within(1e-12));
  }

  @Test
  void shouldTellSwitchesApartFromThoseThatAGapHides() {
    TestSequence sequence =
        sequence(
            List.of(truth(1, 0)),
            List.of(truth(1, 0)),
            List.of(truth(1, 0), truth(2, 300)),
            List.of(truth(1, 0)));

    ClearMot clear =
        Evaluation.of(
                sequence,
                List.of(
                    List.of(placed(1, 0)),
                    List.of(placed(2, 0)),
                    List.of(placed(9, 300)),
                    List.of(placed(3, 0))))
            .clear();

    assertThat(clear.switches()).isEqualTo(2);
    assertThat(clear.adjacentSwitches()).isEqualTo(1);
    assertThat(clear.fragments()).isEqualTo(1);
  }

  @Test
  void shouldKeepThePairsOfTheFrameBeforeWhenAnotherOverlapsMore() {
    TestSequence sequence = sequence(List.of(truth(1, 100)), List.of(truth(1, 100)));

    ClearMot clear =
        Evaluation.of(
                sequence, List.of(List.of(placed(1, 100)), List.of(placed(1, 108), placed(2, 100))))
            .clear();

    assertThat(clear.switches()).isZero();
    assertThat(clear.falsePositives()).isEqualTo(1);
    assertThat(clear.motp()).isCloseTo((1 + 32 / 48.0) / 2, within(1e-12));
  }

  @Test
  void shouldMatchFromHalfAnOverlapOn() {
    // 40 wide boxes that are 40 / 3 apart overlap by exactly a half
    TestSequence sequence = sequence(List.of(truth(1, 0)), List.of(truth(1, 0)));

    ClearMot clear =
        Evaluation.of(sequence, List.of(List.of(placed(1, 13.33)), List.of(placed(1, 13.34))))
            .clear();

    assertThat(clear.matched()).isEqualTo(1);
  }

  @Test
  void shouldPassOverWhatNeedNotBeFound() {
    Truth van = new Truth(2, TestSequences.box(300), Truth.Role.HARMLESS);
    Box nobodyCares = new Box(600, 0, 200, 400);
    TestFrame frame = new TestFrame(0, List.of(truth(1, 0), van), List.of(nobodyCares), List.of());
    TestSequence sequence = new TestSequence("kitti", 10, 1000, 400, 25, List.of(frame));
    Placed onTheVan = placed(2, 300);
    Placed inTheRegion = placed(3, 650);
    Placed halfInTheRegion = placed(4, 579);
    Placed small = new Placed(5, new Box(500, 100, 30, 25), 1);
    Placed wrong = placed(6, 480);

    ClearMot clear =
        Evaluation.of(
                sequence,
                List.of(
                    List.of(placed(1, 0), onTheVan, inTheRegion, halfInTheRegion, small, wrong)))
            .clear();

    assertThat(clear.truth()).isEqualTo(1);
    assertThat(clear.matched()).isEqualTo(1);
    assertThat(clear.falsePositives())
        .as("the box half in the region, and the wrong one")
        .isEqualTo(2);
  }

  @Test
  void shouldCountLostObjectsWhenNothingIsAnswered() {
    TestSequence sequence = sequence(List.of(truth(1, 0)), List.of(truth(1, 0)));

    Evaluation found = Evaluation.of(sequence, List.of(List.of(), List.of()));

    assertThat(found.clear().misses()).isEqualTo(2);
    assertThat(found.clear().mostlyLost()).isEqualTo(1);
    assertThat(found.clear().mota()).isZero();
    assertThat(found.identity().idf1()).isZero();
    assertThat(found.hota().hota()).isZero();
  }
}
