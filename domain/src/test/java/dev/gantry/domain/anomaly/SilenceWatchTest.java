package dev.gantry.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SilenceWatchTest {

  private static final long SECOND = 1_000_000;

  private final List<Silence> told = new ArrayList<>();
  private final SilenceWatch watch = new SilenceWatch();
  private long clock;

  @Test
  void shouldBeSilentWhenFourReadingsInARowAreMissing() {
    hearEvery(30, 40);
    long last = clock;

    assertThat(watch.await(last + 135 * SECOND)).isEmpty();
    Silence silence = watch.await(last + 136 * SECOND).orElseThrow();

    assertThat(silence)
        .isEqualTo(new Silence(false, last, last + 135 * SECOND, 30 * SECOND, 135 * SECOND));
    assertThat(silence.reason()).isEqualTo("nothing heard for 135 s, where every 30 s is usual");
    assertThat(silence.score(AnomalySettings.DEFAULT)).isBetween(.99, 1.0);
    assertThat(watch.await(last + 900 * SECOND)).as("told once").isEmpty();
  }

  @Test
  void shouldSayThatItIsHeardAgain() {
    hearEvery(30, 40);
    long last = clock;
    told.addAll(watch.await(last + 150 * SECOND).stream().toList());

    hear(last + 270 * SECOND);
    hearEvery(30, 5);

    assertThat(told).extracting(Silence::over).containsExactly(false, true);
    assertThat(told.get(1).atUs()).isEqualTo(last + 270 * SECOND);
    assertThat(told.get(1).reason()).isEqualTo("heard again after 270 s");
    assertThat(told.get(1).score(AnomalySettings.DEFAULT)).isZero();
  }

  @Test
  void shouldTellTheSameWhetherTheClockNoticedItOrTheNextReading() {
    SplittableRandom random = new SplittableRandom(3);
    SilenceWatch unclocked = new SilenceWatch();
    List<Silence> byReadings = new ArrayList<>();
    for (int n = 0; n < 3_000; n++) {
      long at = clock + random.nextLong(20 * SECOND, 40 * SECOND);
      at += random.nextInt(200) == 0 ? random.nextLong(900 * SECOND) : 0;
      watch.await(random.nextLong(clock, at + 1)).ifPresent(told::add);
      hear(at);
      byReadings.addAll(unclocked.hear(at, at));
    }

    assertThat(told).isEqualTo(byReadings).hasSizeGreaterThan(4);
  }

  @Test
  void shouldSayNothingBeforeItKnowsHowOftenItIsHeard() {
    hearEvery(30, SilenceWatch.LEAST_GAPS);
    assertThat(watch.dueUs()).isEmpty();

    hear(clock + 3_600 * SECOND);

    assertThat(told).isEmpty();
    assertThat(watch.dueUs()).isPresent();
  }

  @Test
  void shouldTellHardlyEverOfWhatIsHeardAtRandom() {
    SplittableRandom random = new SplittableRandom(5);
    for (int n = 0; n < 90_000; n++) {
      hear(clock + Math.max(1, Math.round(-Math.log(random.nextDouble()) * 10 * SECOND)));
    }

    assertThat(told).hasSizeLessThan(8);
  }

  @Test
  void shouldTakeLongGapsForUsualWhenTheyKeepComing() {
    hearEvery(30, 200);
    for (int n = 0; n < 50; n++) {
      hearEvery(30, 19);
      hear(clock + 300 * SECOND);
    }

    assertThat(told).filteredOn(Silence::over).hasSizeBetween(1, 4);
  }

  @Test
  void shouldFindASilenceThatIsRare() {
    hearEvery(30, 200);
    for (int n = 0; n < 5; n++) {
      hear(clock + 270 * SECOND);
      hearEvery(30, 200);
    }

    assertThat(told).filteredOn(Silence::over).hasSize(5);
  }

  @Test
  void shouldWaitForReadingsThatComeLate() {
    for (int n = 0; n < 40; n++) {
      clock += 30 * SECOND;
      told.addAll(watch.hear(clock, clock + 600 * SECOND));
    }

    assertThat(watch.await(clock + 735 * SECOND)).isEmpty();
    assertThat(watch.await(clock + 736 * SECOND))
        .hasValueSatisfying(silence -> assertThat(silence.atUs()).isEqualTo(clock + 135 * SECOND));
  }

  @Test
  void shouldTakeWhatIsReadAgainForNoReading() {
    hearEvery(30, 40);
    byte[] before = watch.toBytes();

    assertThat(watch.hear(clock, clock + SECOND)).isEmpty();
    assertThat(watch.hear(clock - SECOND, clock)).isEmpty();

    assertThat(watch.toBytes()).isEqualTo(before);
  }

  @Test
  void shouldGoOnTheSameFromWhatWasStored() {
    SplittableRandom random = new SplittableRandom(9);
    SilenceWatch kept = new SilenceWatch();
    for (int n = 0; n < 400; n++) {
      clock += random.nextLong(1, 60 * SECOND) * (random.nextInt(50) == 0 ? 40 : 1);
      long ahead = clock + random.nextLong(SECOND);
      kept = SilenceWatch.fromBytes(kept.toBytes());
      assertThat(kept.await(clock - SECOND)).isEqualTo(watch.await(clock - SECOND));
      kept = SilenceWatch.fromBytes(kept.toBytes());
      assertThat(kept.hear(clock, ahead)).isEqualTo(watch.hear(clock, ahead));
    }

    assertThat(watch.toBytes()).hasSizeLessThan(1_100);
  }

  @Test
  void shouldRefuseBytesThatAreNotItsOwn() {
    byte[] bytes = watch.toBytes();
    byte[] other = bytes.clone();
    other[0]++;

    assertThatThrownBy(() -> SilenceWatch.fromBytes(other))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SilenceWatch.fromBytes(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void hearEvery(int seconds, int times) {
    for (int n = 0; n < times; n++) {
      hear(clock + seconds * SECOND);
    }
  }

  private void hear(long at) {
    clock = at;
    told.addAll(watch.hear(at, at));
  }
}
