package dev.gantry.domain.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A painted street through a day's troubles: what is tampering, and what only looks like it. */
class ViewWatchTest {

  private static final long SECOND = 1_000_000;
  private static final int A_SECOND = 4;
  private static final long CALIBRATED = 7;

  private ViewWatch watch = new ViewWatch();
  private final List<String> told = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private PaintedView view = new PaintedView(1);
  private long atUs = 1_000 * SECOND;
  private long epoch = 1;
  private long outlook = CALIBRATED;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldSayNothingOfAStreetInWhichNothingHappens(long seed) {
    view = new PaintedView(seed);
    show(120);
    assertThat(told).isEmpty();
  }

  @Test
  void shouldTellOnceThatThePictureStandsAndThatItMovesAgain() {
    show(20);
    ViewSample same = view.sample();
    show(30, i -> same);
    show(10);
    assertThat(told).containsExactly("FROZEN at 28", "NORMAL at 50");
    assertThat(reasons).containsExactly("the same picture for 8 s", "the picture moves again");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldTellOnceThatTheLensIsCoveredAndThatItIsClearAgain(long seed) {
    view = new PaintedView(seed);
    show(20);
    view.contrast(.02).light(.3);
    show(30);
    view.contrast(1).light(1);
    show(10);
    assertThat(told).containsExactly("COVERED at 22", "NORMAL at 52");
  }

  @Test
  void shouldTellThatTheLensIsCoveredBySomethingBright() {
    show(20);
    view.contrast(.02).light(1.7);
    show(10);
    assertThat(told).containsExactly("COVERED at 22");
  }

  @Test
  void shouldNotTakeBlackForAPictureThatStands() {
    show(20);
    ViewSample black = ViewSample.of(new float[320 * 180], 320, 180).orElseThrow();
    show(30, i -> black);
    assertThat(told).containsExactly("COVERED at 22");
  }

  @ParameterizedTest
  @ValueSource(ints = {-150, -80, -40, 40, 80, 110, 150, 200})
  void shouldTellOnceThatTheCameraIsTurnedAndThatItLooksBack(int pixels) {
    show(20);
    view.turned(pixels);
    show(30);
    view.turned(0);
    show(10);
    assertThat(told).containsExactly("TURNED at 24", "NORMAL at 52");
  }

  @Test
  void shouldSeemTurnedFromTheFirstPictureOnAndUntilItIsToldToLookBack() {
    show(20);
    assertThat(watch.seemsTurned()).isFalse();
    view.turned(110);
    show(1);
    assertThat(watch.seemsTurned()).isTrue();
    assertThat(told).isEmpty();
    show(30);
    view.turned(0);
    show(1);
    assertThat(watch.seemsTurned()).isTrue();
    show(2);
    assertThat(watch.seemsTurned()).isFalse();
  }

  @Test
  void shouldNotTakeALorryForMore() {
    show(20);
    for (int lorry = 0; lorry < 6; lorry++) {
      show(8, i -> view.sample(PaintedView.withLorry(view.picture(), 340 - 20 * i, 190)));
      show(5);
    }
    show(30, i -> view.sample(PaintedView.withLorry(view.picture(), 60, 170)));
    show(30);
    assertThat(told).isEmpty();
  }

  @Test
  void shouldLearnThatSomethingIsParked() {
    show(20);
    show(240, i -> view.sample(PaintedView.withLorry(view.picture(), 100, 120)));
    view.turned(90);
    show(10);
    assertThat(told).containsExactly("TURNED at 264");
  }

  @Test
  void shouldGoAlongWithDuskAndDawn() {
    show(20);
    show(300, i -> view.light(1 - .85 * i / 1200).sample());
    show(60);
    show(300, i -> view.light(.15 + .85 * i / 1200).sample());
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {.25, .5, 1.3})
  void shouldNotTakeLightThatIsSwitchedForMore(double light) {
    show(20);
    view.light(light);
    show(60);
    assertThat(told).isEmpty();
  }

  @Test
  void shouldGoAlongWithFogThatComesUp() {
    show(20);
    show(400, i -> view.contrast(1 - .85 * i / 1600).sample());
    show(60);
    show(200, i -> view.contrast(.15 + .85 * i / 800).sample());
    assertThat(told).isEmpty();
  }

  @Test
  void shouldBearRainAndWind() {
    show(20);
    view.contrast(.6).rain(120).shaken(2);
    show(60);
    view.contrast(1).rain(0).shaken(0);
    show(60);
    assertThat(told).isEmpty();
  }

  @Test
  void shouldStayTurnedUntilItsDefinitionSaysWhereItLooks() {
    show(20);
    view.turned(120);
    show(700);
    outlook = CALIBRATED + 1;
    show(20);
    view.turned(0);
    show(10);
    assertThat(told).containsExactly("TURNED at 24", "NORMAL at 720", "TURNED at 744");
    assertThat(reasons.get(1)).isEqualTo("its definition says where it looks now");
  }

  @Test
  void shouldTakeAnotherViewOverWhereNoDefinitionSaysWhereItLooks() {
    outlook = ViewWatch.NO_OUTLOOK;
    show(20);
    view.turned(120);
    show(700);
    assertThat(told).containsExactly("TURNED at 24", "NORMAL at 624");
  }

  @Test
  void shouldKnowItsViewInAnotherStreamWhereItsDefinitionSaysWhereItLooks() {
    show(20);
    view.turned(120);
    epoch++;
    show(10);
    assertThat(told).containsExactly("TURNED at 24");
  }

  @Test
  void shouldLearnAnotherStreamAnewWhereNoDefinitionSaysWhereItLooks() {
    outlook = ViewWatch.NO_OUTLOOK;
    show(20);
    view.turned(120);
    epoch++;
    atUs = 500 * SECOND;
    show(20);
    assertThat(told).isEmpty();
  }

  @Test
  void shouldNotCountTimeInWhichNoFrameCame() {
    show(20);
    ViewSample same = view.sample();
    show(3, i -> same);
    atUs += 60 * SECOND;
    show(3, i -> same);
    view.turned(120);
    show(2);
    atUs += 60 * SECOND;
    show(2);
    assertThat(told).isEmpty();
  }

  @Test
  void shouldSayNothingOfAViewThatItDoesNotKnowYet() {
    view.turned(60);
    show(1);
    view.turned(0);
    show(60);
    assertThat(told).isEmpty();
  }

  @Test
  void shouldWantAPictureFourTimesASecond() {
    show(1);
    assertThat(watch.isDue(1, atUs - SECOND / 4 + 100_000)).isFalse();
    assertThat(watch.isDue(1, atUs)).isTrue();
    assertThat(watch.isDue(2, atUs - SECOND / 4)).isTrue();
  }

  /** What is stored between any two pictures says all there is to say. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldTellTheSameFromWhereverItIsRestored(long seed) {
    List<ViewSample> day = day(new Random(seed));
    ViewWatch through = new ViewWatch();
    ViewWatch restored = new ViewWatch();
    for (int i = 0; i < day.size(); i++) {
      long us = i * SECOND / 4;
      Optional<ViewChange> expected = through.look(1, us, CALIBRATED, day.get(i));
      restored = ViewWatch.fromBytes(restored.toBytes());
      assertThat(restored.look(1, us, CALIBRATED, day.get(i))).isEqualTo(expected);
      assertThat(restored.toBytes()).isEqualTo(through.toBytes()).hasSize(ViewWatch.BYTES);
    }
  }

  private List<ViewSample> day(Random random) {
    List<ViewSample> day = new ArrayList<>();
    for (int spell = 0; spell < 12; spell++) {
      view.turned(random.nextInt(3) == 0 ? 90 : 0).contrast(random.nextInt(3) == 0 ? .02 : 1);
      boolean still = random.nextInt(3) == 0;
      ViewSample first = view.sample();
      for (int i = 0; i < 12 * A_SECOND; i++) {
        day.add(still ? first : view.sample());
      }
    }
    return day;
  }

  /** Of a long time the same minute over and over. */
  private void show(int seconds) {
    List<ViewSample> minute = new ArrayList<>();
    show(
        seconds,
        i -> {
          if (minute.size() < 60 * A_SECOND) {
            minute.add(view.sample());
          }
          return minute.get(i % (60 * A_SECOND));
        });
  }

  /** Shows four pictures a second. */
  private void show(int seconds, IntFunction<ViewSample> pictures) {
    for (int i = 0; i < seconds * A_SECOND; i++) {
      watch
          .look(epoch, atUs, outlook, pictures.apply(i))
          .ifPresent(
              change -> {
                told.add(change.condition() + " at " + (atUs / SECOND - 1_000));
                reasons.add(change.reason());
              });
      atUs += SECOND / A_SECOND;
    }
  }
}
