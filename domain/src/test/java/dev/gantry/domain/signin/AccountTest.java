package dev.gantry.domain.signin;

import static dev.gantry.domain.signin.TestSignIns.ANN;
import static dev.gantry.domain.signin.TestSignIns.DAY;
import static dev.gantry.domain.signin.TestSignIns.ELSEWHERE;
import static dev.gantry.domain.signin.TestSignIns.HOME;
import static dev.gantry.domain.signin.TestSignIns.event;
import static dev.gantry.domain.signin.TestSignIns.failed;
import static dev.gantry.domain.signin.TestSignIns.succeeded;
import static dev.gantry.domain.signin.TestSignIns.told;
import static dev.gantry.domain.signin.TestSignIns.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountTest {

  private static final Place HAMBURG = new Place(53.55, 9.99);
  private static final Place SINGAPORE = new Place(1.35, 103.82);
  private static final Place BERLIN = new Place(52.52, 13.40);

  private final Account account = new Account(SignInSettings.DEFAULT);
  private final List<SignInFinding> found = new ArrayList<>();

  private void take(SignInEvent event) {
    found.addAll(account.take(event).findings());
  }

  private List<FindingType> types() {
    return found.stream().map(SignInFinding::type).toList();
  }

  @Test
  void shouldTellOfFastGuessingOnceAndWhy() {
    for (int i = 0; i < 40; i++) {
      take(failed(2 * i, ANN, ELSEWHERE));
    }
    assertThat(found)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.type()).isEqualTo(FindingType.BRUTE_FORCE_FAST);
              assertThat(one.principal()).isEqualTo(ANN);
              assertThat(one.source()).isEqualTo(ELSEWHERE);
              assertThat(one.startedAtUs()).isEqualTo(us(0));
              assertThat(one.completedAtUs()).isEqualTo(us(8));
              assertThat(one.reason())
                  .isEqualTo("5 failed sign-ins of ann from 198.51.100.9 within 8 s");
              assertThat(one.attributes()).containsEntry("respond_to", "sources");
            });
  }

  @Test
  void shouldBeWorthMostOnceItIsSignedInTo() {
    take(failed(0, ANN, ELSEWHERE));
    assertThat(account.worth()).isEqualTo(Worth.HEARD);
    for (int i = 1; i < 20; i++) {
      take(failed(i, ANN, ELSEWHERE));
      assertThat(account.worth()).isEqualTo(Worth.SUSPECT);
    }
    take(succeeded(30, ANN, HOME));
    assertThat(account.worth()).isEqualTo(Worth.PROVEN);
  }

  @Test
  void shouldSuspectARefusedSecondFactor() {
    take(event(0, SignInKind.MFA_DENIED, ANN, ELSEWHERE));
    assertThat(account.worth()).isEqualTo(Worth.SUSPECT);
  }

  @Test
  void shouldTellOfSlowGuessingAsSuch() {
    for (int i = 0; i < 30; i++) {
      take(failed(24 * i, ANN, ELSEWHERE));
    }
    assertThat(types()).containsExactly(FindingType.BRUTE_FORCE_SLOW);
  }

  @Test
  void shouldFindGuessesThatAreHalfAnHourApart() {
    for (int i = 0; i < 6; i++) {
      take(failed(1_800 * i, ANN, ELSEWHERE));
    }
    assertThat(types()).containsExactly(FindingType.BRUTE_FORCE_SLOW);
  }

  /** Too slow for the buckets and for a window of minutes, and too fast or uneven to be sparse. */
  @ParameterizedTest
  @CsvSource({"300, 600, 900, 1200", "10, 9000, 9010, 28000", "590, 7900, 8480, 15900"})
  void shouldFindFiveGuessesWithinEightHoursAtWhateverPace(
      int second, int third, int fourth, int fifth) {
    for (int at : new int[] {0, second, third, fourth, fifth}) {
      take(failed(at, ANN, ELSEWHERE));
    }
    assertThat(types()).containsExactly(FindingType.BRUTE_FORCE_SLOW);
    assertThat(found.get(0).attempts()).hasSize(5);
  }

  @Test
  void shouldNotCountFailuresOfMoreThanEightHours() {
    for (int i = 0; i < 40; i++) {
      take(failed(7_201 * i, ANN, ELSEWHERE));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void shouldTellOnceOfEachOfManyAddressesThatGuessQuickly() {
    for (int source = 0; source < 100; source++) {
      for (int i = 0; i < 10; i++) {
        take(failed(120 * source + i, ANN, "203.0.113." + source));
      }
    }
    assertThat(types().stream().filter(FindingType.BRUTE_FORCE_FAST::equals)).hasSize(100);
  }

  @Test
  void shouldTellOnceOfAnAttackThatIsSlowedDown() {
    for (int i = 0; i < 6; i++) {
      take(failed(i, ANN, ELSEWHERE));
    }
    for (int i = 1; i < 100; i++) {
      take(failed(1_000 * i, ANN, ELSEWHERE));
    }
    assertThat(types()).containsExactly(FindingType.BRUTE_FORCE_FAST);
  }

  @Test
  void shouldTellOnceOfAnAttackOfUnevenPace() {
    for (int i = 0; i < 200; i++) {
      take(failed(240 * i + 90 * (i % 3), ANN, ELSEWHERE));
    }
    assertThat(types()).containsExactly(FindingType.BRUTE_FORCE_SLOW);
  }

  @Test
  void shouldTellOfAnotherAttackWhenTheFirstIsOver() {
    for (int i = 0; i < 20; i++) {
      take(failed(i < 10 ? i : 3_600 + i, ANN, ELSEWHERE));
    }
    assertThat(types()).containsExactly(FindingType.BRUTE_FORCE_FAST, FindingType.BRUTE_FORCE_FAST);
  }

  @Test
  void shouldForgiveWhoMistypesAndThenSignsIn() {
    for (int time = 0; time < 5; time++) {
      for (int i = 0; i < 3; i++) {
        take(failed(60 * time + 10 * i, ANN, HOME));
      }
      take(succeeded(60 * time + 40, ANN, HOME));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void shouldTellOfASuccessAfterManyFailuresFromThere() {
    for (int i = 0; i < 8; i++) {
      take(failed(4 * i, ANN, ELSEWHERE));
    }
    take(succeeded(34, ANN, HOME));
    take(succeeded(40, ANN, ELSEWHERE));
    assertThat(types())
        .containsExactly(FindingType.BRUTE_FORCE_FAST, FindingType.SUCCESS_AFTER_FAILURES);
    assertThat(found.get(1).attributes()).containsEntry("respond_to", "account");
    assertThat(found.get(1).attempts()).hasSize(9);
  }

  @Test
  void shouldNameStrangeSourcesOfAFloodAndSpareTheUsualOne() {
    take(succeeded(0, ANN, HOME));
    for (int i = 0; i < 300; i++) {
      take(failed(3 * DAY + i, ANN, "203.0.113." + i % 250));
    }
    take(failed(3 * DAY + 310, ANN, HOME));
    take(succeeded(3 * DAY + 320, ANN, HOME));
    assertThat(found)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.type()).isEqualTo(FindingType.BRUTE_FORCE_DISTRIBUTED);
              assertThat(one.principal()).isEqualTo(ANN);
              assertThat(one.source()).isEmpty();
              assertThat(one.attributes())
                  .containsEntry("respond_to", "sources")
                  .containsEntry("spared_sources", HOME)
                  .containsEntry(
                      "strange_sources",
                      "203.0.113.0, 203.0.113.1, 203.0.113.2, 203.0.113.3, 203.0.113.4");
            });
  }

  @Test
  void shouldFindAnAttackFromManyAddressesThatTakesItsTime() {
    for (int i = 0; i < 40; i++) {
      take(failed(1_799 * i, ANN, "203.0.113." + i));
    }
    assertThat(types()).containsExactly(FindingType.BRUTE_FORCE_DISTRIBUTED);
    assertThat(found.get(0).attempts()).hasSize(5);
  }

  @Test
  void shouldNotTakeFailuresFromManyAddressesOverDaysForAnAttack() {
    for (int i = 0; i < 40; i++) {
      take(failed(1_801 * i, ANN, "203.0.113." + i));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void shouldNotCountUsualSourcesOfAnAccountAsAnAttackFromMany() {
    for (int i = 0; i < 6; i++) {
      take(succeeded(i, ANN, "192.0.2." + i));
    }
    for (int i = 0; i < 6; i++) {
      take(failed(3 * DAY + 20 * i, ANN, "192.0.2." + i));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void shouldSayMildlyThatADeviceAtHomeKeepsAnOldPassword() {
    take(succeeded(0, ANN, HOME));
    for (int i = 0; i < 10; i++) {
      take(failed(2 * DAY + 60 * i, ANN, HOME));
    }
    assertThat(found)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.type()).isEqualTo(FindingType.BRUTE_FORCE_SLOW);
              assertThat(one.severity()).isEqualTo("low");
              assertThat(one.reason()).endsWith("perhaps a device that keeps an old password");
            });
  }

  @Test
  void shouldTellOfTravelThatNobodyCanMakeAndStayWhereTheOwnerIs() {
    take(succeeded(0, HOME, "", "DE", HAMBURG));
    take(succeeded(600, ELSEWHERE, "", "SG", SINGAPORE));
    take(succeeded(700, ELSEWHERE, "", "SG", SINGAPORE));
    take(succeeded(4_000, HOME, "", "DE", HAMBURG));
    assertThat(types()).containsExactly(FindingType.IMPOSSIBLE_TRAVEL);
    assertThat(found.get(0).attributes()).containsEntry("distance_km", "10140");
    assertThat(found.get(0).reason())
        .isEqualTo(
            "ann signed in from 198.51.100.9, 10140 km from 192.0.2.7, where it was used 10 min"
                + " before");
  }

  @Test
  void shouldLetPeopleTravel() {
    take(succeeded(0, HOME, "", "DE", HAMBURG));
    take(succeeded(300, ELSEWHERE, "", "DE", BERLIN));
    take(succeeded(14 * 3_600, "203.0.113.8", "", "SG", SINGAPORE));
    assertThat(found).isEmpty();
  }

  @Test
  void shouldNotTakeAHomeAndAUsualWayIntoTheInternetForAJourney() {
    for (int day = 0; day < 3; day++) {
      take(succeeded(day * DAY, HOME, "", "DE", HAMBURG));
      take(succeeded(day * DAY + DAY / 2, ELSEWHERE, "", "SG", SINGAPORE));
    }
    take(succeeded(3 * DAY, HOME, "", "DE", HAMBURG));
    take(succeeded(3 * DAY + 60, ELSEWHERE, "", "SG", SINGAPORE));
    assertThat(found).isEmpty();
  }

  @Test
  void shouldTellOfADeviceAndACountryThatAreNewOnceItHasLearntTheUsualOnes() {
    take(succeeded(0, HOME, "pc-1", "DE", HAMBURG));
    take(succeeded(DAY, HOME, "phone-1", "FR", HAMBURG));
    assertThat(found).isEmpty();
    take(succeeded(10 * DAY, HOME, "pc-9", "BR", HAMBURG));
    take(succeeded(11 * DAY, HOME, "pc-9", "BR", HAMBURG));
    assertThat(types()).containsExactly(FindingType.NEW_DEVICE, FindingType.NEW_COUNTRY);
  }

  @Test
  void shouldBelieveAServiceThatSaysSinceWhenItKnowsADevice() {
    take(told(succeeded(0, HOME, "pc-1", "DE", HAMBURG), Duration.ofDays(1), Duration.ofDays(9)));
    assertThat(found).isEmpty();
    take(told(succeeded(60, HOME, "pc-9", "DE", HAMBURG), Duration.ofDays(1), Duration.ZERO));
    assertThat(types()).containsExactly(FindingType.NEW_DEVICE);
  }

  @Test
  void shouldTellOfAnAccountThatWasNotUsedForLong() {
    take(told(succeeded(0, ANN, HOME), Duration.ofDays(44), Duration.ofDays(99)));
    assertThat(found).isEmpty();
    take(succeeded(46 * DAY, ANN, HOME));
    assertThat(types()).containsExactly(FindingType.DORMANT_ACCOUNT);
    assertThat(found.get(0).reason()).isEqualTo("ann signed in after 46 days");
  }

  @Test
  void shouldTellOfRefusedSecondFactorsAndOfGivingIn() {
    for (int i = 0; i < 8; i++) {
      take(event(20 * i, SignInKind.MFA_DENIED, ANN, ELSEWHERE));
    }
    take(event(165, SignInKind.MFA_APPROVED, ANN, ELSEWHERE));
    take(event(900, SignInKind.MFA_APPROVED, ANN, HOME));
    assertThat(types()).containsExactly(FindingType.MFA_FATIGUE, FindingType.MFA_FATIGUE_YIELDED);
  }

  @Test
  void shouldTellThatTheSecondFactorWasSwitchedOff() {
    take(succeeded(0, ANN, HOME));
    take(event(2 * DAY, SignInKind.MFA_DISABLED, ANN, ELSEWHERE));
    take(event(2 * DAY, SignInKind.MFA_DISABLED, ANN, HOME));
    assertThat(found).extracting(SignInFinding::severity).containsExactly("medium", "low");
  }

  @Test
  void shouldKnowRepeatsAndWhatComesTooLate() {
    SignInEvent first = failed(DAY, ANN, HOME);
    assertThat(account.take(first).verdict()).isEqualTo(Account.Verdict.TAKEN);
    assertThat(account.take(first).verdict()).isEqualTo(Account.Verdict.REPEATED);
    assertThat(account.take(failed(3 * DAY, ANN, HOME)).verdict()).isEqualTo(Account.Verdict.TAKEN);
    assertThat(account.take(failed(DAY, ANN, HOME)).verdict()).isEqualTo(Account.Verdict.LATE);
  }

  @Test
  void shouldJudgeTheSameFromItsBytes() {
    List<SignInEvent> events = new ArrayList<>();
    events.add(succeeded(0, HOME, "pc-1", "DE", HAMBURG));
    for (int i = 0; i < 12; i++) {
      events.add(failed(6 * DAY + 3 * i, ANN, i % 2 == 0 ? ELSEWHERE : "203.0.113." + i));
      events.add(event(6 * DAY + 3 * i + 1, SignInKind.MFA_DENIED, ANN, ELSEWHERE));
    }
    events.add(event(6 * DAY + 50, SignInKind.MFA_APPROVED, ANN, ELSEWHERE));
    events.add(succeeded(6 * DAY + 51, ELSEWHERE, "pc-2", "SG", SINGAPORE));
    Account other = new Account(SignInSettings.DEFAULT);
    List<SignInFinding> others = new ArrayList<>();
    for (SignInEvent each : events) {
      take(each);
      others.addAll(other.take(each).findings());
      other = Account.fromBytes(SignInSettings.DEFAULT, other.toBytes());
    }
    assertThat(others).isEqualTo(found).hasSizeGreaterThan(5);
  }

  @Test
  void shouldStaySmallHoweverItIsAttacked() {
    for (int i = 0; i < 5_000; i++) {
      String source = "source-" + i + "-" + "x".repeat(1_000);
      take(failed(i, ANN, source));
      take(event(i, SignInKind.MFA_DENIED, ANN, source));
      take(succeeded(i, ANN, source));
    }
    assertThat(account.toBytes().length).isLessThan(128 * 1024);
  }

  @Test
  void shouldBeForgottenWhenNothingDependsOnIt() {
    take(failed(0, ANN, ELSEWHERE));
    assertThat(account.isSpentAt(us(DAY / 2.0))).isFalse();
    assertThat(account.isSpentAt(us(2 * DAY))).isTrue();
    take(succeeded(10, ANN, HOME));
    assertThat(account.isSpentAt(us(300.0 * DAY))).isFalse();
  }

  @Test
  void shouldRefuseBytesOfAnotherFormat() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Account.fromBytes(SignInSettings.DEFAULT, new byte[] {9, 1}))
        .withMessageContaining("account: expected state of format 1, found 9");
  }
}
