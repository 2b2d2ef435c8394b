package dev.gantry.domain.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.gantry.domain.signin.SignInRates.Minute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignInRatesTest {

  private static final long MINUTE_US = 60_000_000;

  /** A minute's beginning. */
  private static final long START_US = 29_000_000 * MINUTE_US;

  private long offset;

  @Test
  void shouldTellOfAMinuteOnceItsServiceIsAMinuteFurther() {
    SignInRates rates = SignInRates.live();
    signIn(rates, true, 0);
    signIn(rates, false, 59.999);
    signIn(rates, true, 60);
    signIn(rates, true, 119.999_999);
    assertThat(rates.takeWhole(Duration.ZERO)).isEmpty();

    signIn(rates, true, 120);

    assertThat(rates.takeWhole(Duration.ZERO)).containsExactly(new Minute(endUs(0), 1, 1, 0, 1));
    assertThat(rates.takeWhole(Duration.ZERO)).isEmpty();
  }

  @Test
  void shouldTellOfMinutesInWhichNobodyCame() {
    SignInRates rates = SignInRates.live();
    signIn(rates, false, 10);

    signIn(rates, true, 240);

    assertThat(rates.takeWhole(Duration.ZERO))
        .containsExactly(
            new Minute(endUs(0), 0, 1, 0, 0),
            new Minute(endUs(1), 0, 0, 1, 1),
            new Minute(endUs(2), 0, 0, 1, 1));
  }

  @Test
  void shouldGoOnByTheWallClock() {
    SignInRates rates = SignInRates.live();
    signIn(rates, true, 30);

    rates.goOn(SignInRates.MINUTE);
    assertThat(rates.takeWhole(Duration.ZERO)).isEmpty();
    rates.goOn(SignInRates.MINUTE);
    assertThat(rates.takeWhole(Duration.ZERO)).containsExactly(new Minute(endUs(0), 1, 0, 0, 0));
    rates.goOn(SignInRates.MINUTE);
    assertThat(rates.takeWhole(Duration.ZERO)).containsExactly(new Minute(endUs(1), 0, 0, 0, 0));
  }

  @Test
  void shouldCountWhatComesOutOfOrderUntilItsMinuteIsTold() {
    SignInRates rates = SignInRates.live();
    signIn(rates, true, 90);
    signIn(rates, true, 100);
    signIn(rates, true, 200);
    assertThat(rates.count(true, atUs(61), 9)).isTrue();
    assertThat(rates.takeWhole(Duration.ZERO)).extracting(Minute::succeeded).containsExactly(3);

    assertThat(rates.count(true, atUs(119), 10)).isFalse();
    assertThat(rates.count(true, atUs(120), 11)).isTrue();
  }

  /** Partitions are read one ahead of the other. */
  @Test
  void shouldWaitLongerInAReplay() {
    SignInRates rates = SignInRates.replayed();
    signIn(rates, true, 0);
    signIn(rates, true, 3_600 + 59);
    assertThat(rates.takeWhole(Duration.ZERO)).isEmpty();
    assertThat(rates.count(true, atUs(1), 9)).isTrue();

    signIn(rates, true, 3_600 + 60);

    assertThat(rates.takeWhole(Duration.ZERO)).extracting(Minute::succeeded).containsExactly(2);
  }

  @Test
  void shouldSayNothingOfADayInWhichNobodyMayHaveListened() {
    SignInRates rates = SignInRates.live();
    signIn(rates, true, 0);
    signIn(rates, true, 86_400 + 120);

    assertThat(rates.takeWhole(Duration.ZERO)).extracting(Minute::endUs).containsExactly(endUs(0));

    rates.goOn(Duration.ofMinutes(2));
    assertThat(rates.takeWhole(Duration.ZERO))
        .extracting(Minute::endUs, Minute::succeeded)
        .containsExactly(tuple(endUs(1_442), 1));
  }

  @Test
  void shouldSayOfANightThatNobodyCame() {
    SignInRates rates = SignInRates.live();
    signIn(rates, true, 0);
    signIn(rates, true, 86_400);

    assertThat(rates.takeWhole(Duration.ZERO)).hasSize(1_439);
  }

  @Test
  void shouldBeginAnewWithAnotherReplayAndAfterAWrongDate() {
    SignInRates rates = SignInRates.replayed();
    signIn(rates, true, 0);
    signIn(rates, true, 86_400.0 * 365 * 30);
    rates.takeWhole(Duration.ZERO);

    for (int i = 0; i < 70; i++) {
      signIn(rates, false, 60.0 * i);
    }

    List<Minute> told = rates.takeWhole(Duration.ZERO);
    assertThat(told).extracting(Minute::endUs).startsWith(endUs(0)).hasSize(9);
    assertThat(told).extracting(Minute::failed).containsOnly(1);
  }

  /** A host that sends what it kept for days does not undo what another one sends now. */
  @Test
  void shouldCountWhatIsDaysOldAsLateWhereTimeIsLive() {
    SignInRates rates = SignInRates.live();
    signIn(rates, true, 0);
    assertThat(rates.count(false, atUs(-2 * 86_400), 9)).isFalse();
    signIn(rates, true, 30);
    signIn(rates, true, 120);

    assertThat(rates.takeWhole(Duration.ZERO)).extracting(Minute::succeeded).containsExactly(2);
  }

  @Test
  void shouldWaitForAsLongAsRecordsAreHeldUp() {
    SignInRates rates = SignInRates.live();
    signIn(rates, true, 0);
    signIn(rates, true, 1_800);
    assertThat(rates.takeWhole(Duration.ofMinutes(30))).isEmpty();
    signIn(rates, true, 1);
    assertThat(rates.takeWhole(Duration.ofMinutes(29))).hasSize(1);

    signIn(rates, true, 1_800 + 3_600);

    assertThat(rates.takeWhole(Duration.ofDays(1))).hasSize(29);
  }

  @Test
  void shouldForgetAServiceThatNobodySignsInAt() {
    SignInRates rates = SignInRates.live();
    signIn(rates, true, 0);

    rates.goOn(Duration.ofDays(7));
    assertThat(rates.isSpent()).isFalse();
    rates.goOn(Duration.ofMinutes(1));
    assertThat(rates.isSpent()).isTrue();
  }

  @Test
  void shouldGoOnTheSameFromBytes() {
    SignInRates one = SignInRates.live();
    SignInRates other = SignInRates.live();
    List<Minute> told = new ArrayList<>();
    List<Minute> toldOfOther = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      double seconds = i * 7 % 400 + 2.0 * i;
      one.count(i % 3 == 0, atUs(seconds), i);
      told.addAll(one.takeWhole(Duration.ZERO));
      other = SignInRates.fromBytes(other.toBytes());
      other.count(i % 3 == 0, atUs(seconds), i);
      toldOfOther.addAll(other.takeWhole(Duration.ZERO));
    }
    assertThat(told).hasSizeGreaterThan(10);
    assertThat(toldOfOther).isEqualTo(told);
    assertThat(other.toBytes()).isEqualTo(one.toBytes());
  }

  @Test
  void shouldRefuseWhatIsNoState() {
    byte[] bytes = SignInRates.live().toBytes();
    bytes[0] = 9;
    assertThatThrownBy(() -> SignInRates.fromBytes(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rates of sign-ins: expected state of format 1, found 9");
    assertThatThrownBy(() -> SignInRates.fromBytes(new byte[] {1, 0}))
        .hasMessage("rates of sign-ins: cut short");
  }

  private void signIn(SignInRates rates, boolean succeeded, double seconds) {
    assertThat(rates.count(succeeded, atUs(seconds), offset++)).isTrue();
  }

  private static long atUs(double seconds) {
    return START_US + Math.round(seconds * 1e6);
  }

  private static long endUs(int minute) {
    return START_US + (minute + 1) * MINUTE_US;
  }
}
