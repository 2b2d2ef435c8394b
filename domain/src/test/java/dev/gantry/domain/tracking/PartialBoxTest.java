package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.tracking.TrackStep.Phase;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartialBoxTest {

  private static final Box WHOLE = new Box(100, 200, 10, 36);

  @ParameterizedTest
  @CsvSource({
    "100, 200, 10, 20, true, its upper part",
    "103, 218, 8, 18, true, its lower part",
    "100, 202, 10, 34, false, nearly all of it",
    "100, 209, 10, 18, false, its middle",
    "110, 218, 10, 18, false, another beside it",
    "100, 200, 30, 18, false, something wider",
    "100, 200, 10, 48, false, something higher",
  })
  void shouldTellPartsFromOthers(
      double x, double y, double width, double height, boolean part, String what) {
    assertThat(PartialBox.isPart(new Box(x, y, width, height), WHOLE)).as(what).isEqualTo(part);
  }

  @Test
  void shouldTakeNoPartOfAVehicleForAnother() {
    Box vehicle = new Box(100, 200, 40, 36);

    assertThat(PartialBox.isPart(new Box(100, 200, 40, 18), vehicle)).isFalse();
  }

  @Test
  void shouldCompleteAPartFromTheEdgeThatIsSeen() {
    assertThat(PartialBox.asHighAs(new Box(102, 200, 9, 20), WHOLE))
        .isEqualTo(new Box(102, 200, 9, 36));
    assertThat(PartialBox.asHighAs(new Box(98, 217, 9, 20), WHOLE))
        .isEqualTo(new Box(98, 201, 9, 36));
    assertThat(PartialBox.asHighAs(WHOLE, new Box(98, 217, 9, 20)))
        .isEqualTo(new Box(100, 216, 10, 20));
  }

  @ParameterizedTest
  @CsvSource({
    "88, 201, 22, 35, true, his shadow with him",
    "100, 200, 30, 36, true, his shadow on the other side",
    "88, 180, 22, 56, false, somebody taller",
    "108, 200, 20, 36, false, another beside him",
    "60, 200, 50, 36, false, a vehicle that hides him",
    "91, 200, 28, 36, false, a vehicle seen from behind",
  })
  void shouldKnowHimWithHisShadow(
      double x, double y, double width, double height, boolean same, String what) {
    Box seen = new Box(x, y, width, height);

    assertThat(PartialBox.asWideAs(seen, WHOLE))
        .as(what)
        .isEqualTo(same ? new Box(100, y, 10, height) : seen);
    assertThat(PartialBox.asWideAs(WHOLE, seen))
        .as(what)
        .isEqualTo(same ? new Box(x, 200, width, 36) : WHOLE);
  }

  @ParameterizedTest
  @CsvSource({
    "95, 226, 40, 30, true, somebody nearer before it",
    "95, 236, 40, 30, false, somebody nearer who hides nothing",
    "125, 226, 40, 30, false, somebody beside it",
    "95, 226, 40, 2, false, who would leave its wheels to be seen",
  })
  void shouldKnowWhomSomebodyNearerHides(
      double x, double y, double width, double height, boolean hidden, String what) {
    Box nearer = new Box(x, y, width, height);
    Box expected = new Box(100, 200, 30, 30);

    assertThat(PartialBox.endsAt(nearer, new Box(100, 200, 30, 25), expected))
        .as(what)
        .isEqualTo(hidden);
    assertThat(PartialBox.endsAt(nearer, expected, expected)).as("seen whole").isFalse();
  }

  /** As a motion detector saw somebody stand, half of the time with the shadow beside him. */
  @Test
  void shouldFollowWhoseShadowIsNotSeenNowAndThen() {
    List<TrackStep> steps =
        track(
            "430 132 10 20, 428 132 10 20, 426 132 10 20, 424 132 10 20, 424 132 10 20,"
                + "422 132 10 20, 420 132 10 20, 420 132 6 20, 420 132 10 20, 420 132 6 20,"
                + "420 132 6 20, 420 132 10 20, 420 132 6 20, 420 132 10 20, 420 132 6 20,"
                + "421 133 18 18, 421 133 18 18, 420 132 6 20, 420 132 6 20, 421 134 18 17,"
                + "420 132 6 20, 420 132 6 20, 421 133 18 18, 420 132 6 20, 421 133 18 18");

    assertFollowedToTheEnd(steps);
    assertThat(steps)
        .filteredOn(step -> step.phase() != Phase.END && step.frameSeq() < 25)
        .allMatch(TrackStep::observed);
  }

  /** As above; one who stops behind another whose car then hides the wheels of his. */
  @Test
  void shouldPlaceWhoseFootIsHiddenWhereHeStands() {
    List<Optional<Detection>> behind =
        boxes(
            "292 68 38 42, 292 74 38 44, 290 80 40 44, 290 86 40 46, 288 92 42 46, 288 98 42 46,"
                + "288 102 42 42, 288 106 44 38, 288 110 44 34, 288 112 44 32");
    Detection nearer = new Detection(Detection.UNCLASSIFIED, 0.8, new Box(280, 144, 60, 62));

    List<TrackStep> steps =
        TestScene.track(scene(behind).detections(t -> Optional.of(nearer)).frames(10, 2));

    assertThat(steps)
        .filteredOn(step -> step.frameSeq() == 10 && step.box().y() < 140)
        .singleElement()
        .satisfies(step -> assertThat(step.box().bottom()).isGreaterThan(154));
  }

  /** As a motion detector saw somebody who walks onto a road and stands there, 90 m away. */
  @Test
  void shouldFollowWhoseLegsAreNotSeenNowAndThen() {
    List<TrackStep> steps =
        track(
            "382 118 8 24, 378 118 10 34, 376 118 8 34, 374 118 8 34, 372 118 8 34, 370 120 8 32,"
                + "366 126 10 26, 364 118 10 34, 362 118 10 34, 362 126 8 24, 358 118 8 34,"
                + "356 118 8 14, 352 118 10 32, 350 118 10 36, 350 126 8 26, 348 118 8 34");

    assertFollowedToTheEnd(steps);
    assertThat(steps.stream().filter(TrackStep::observed))
        .allMatch(step -> Math.abs(step.box().bottom() - 152) < 4);
  }

  /** As above; nobody has seen more of him than his trousers while he walked. */
  @Test
  void shouldFollowWhoIsSeenWholeOnlyOnceHeStands() {
    List<TrackStep> steps =
        track(
            "442 132 8 16, 440 132 8 16, 438 132 8 16, 436 132 8 16, 434 130 6 18, 430 134 10 14,"
                + "428 134 10 14, 426 134 10 14, 424 134 8 14, 424 134 6 14, ,"
                + "418 134 8 14, 414 134 10 14, 412 134 10 14, 412 134 6 14, 412 116 6 32");

    assertFollowedToTheEnd(steps);
    assertThat(TestScene.last(steps).box().height()).isEqualTo(32);
  }

  /** As above, 80 m away: his legs open and close, four to eight pixels, then his shadow shows. */
  @Test
  void shouldFollowWhoIsAFewPixelsWide() {
    List<TrackStep> steps =
        track(
            "260 100 10 18, 264 100 6 28, 266 100 6 28, 268 100 6 28, 270 100 6 28, 270 100 8 28,"
                + "272 100 8 28, 276 100 6 28, 278 100 6 28, 280 100 4 28, 280 100 16 30,"
                + "282 100 14 22, 284 100 14 26, 286 100 12 28, 290 100 6 28, 290 100 12 30,"
                + "290 100 12 28");

    assertFollowedToTheEnd(steps);
    assertThat(steps).allMatch(step -> step.box().width() >= 4);
  }

  @Test
  void shouldTakeWhatIsSeenForAllOfItOnceItLasts() {
    List<TrackStep> steps =
        track(
            "560 300 30 66, 568 300 30 66, 576 300 30 66, 584 300 30 66, 592 300 30 66,"
                + "600 300 30 66, 608 300 30 66, 616 300 30 66, 624 300 30 66, 624 330 30 36");

    assertThat(TestScene.last(steps).box().y()).isCloseTo(330, within(1.0));
  }

  private static void assertFollowedToTheEnd(List<TrackStep> steps) {
    assertThat(TestScene.byTrack(steps)).hasSize(1);
    assertThat(TestScene.last(steps).frameSeq()).as("last seen").isEqualTo(79);
  }

  /**
   * @param boxes one of each frame, none where it was missed, the last one until 8 s are over
   */
  private static List<TrackStep> track(String boxes) {
    return TestScene.track(scene(boxes(boxes)).frames(10, 8));
  }

  private static List<Optional<Detection>> boxes(String boxes) {
    return Arrays.stream(boxes.split(",")).map(PartialBoxTest::detection).toList();
  }

  private static TestScene scene(List<Optional<Detection>> seen) {
    return new TestScene(1)
        .detections(t -> seen.get(Math.min(seen.size() - 1, (int) Math.round(10 * t))));
  }

  private static Optional<Detection> detection(String numbers) {
    if (numbers.isBlank()) {
      return Optional.empty();
    }
    int[] n = Arrays.stream(numbers.trim().split(" ")).mapToInt(Integer::parseInt).toArray();
    return Optional.of(
        new Detection(Detection.UNCLASSIFIED, 0.65, new Box(n[0], n[1], n[2], n[3])));
  }
}
