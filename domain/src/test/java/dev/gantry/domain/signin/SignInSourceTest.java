package dev.gantry.domain.signin;

import static dev.gantry.domain.signin.TestSignIns.ELSEWHERE;
import static dev.gantry.domain.signin.TestSignIns.failed;
import static dev.gantry.domain.signin.TestSignIns.succeeded;
import static dev.gantry.domain.signin.TestSignIns.unknown;
import static dev.gantry.domain.signin.TestSignIns.us;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignInSourceTest {

  private final SignInSource source = new SignInSource(SignInSettings.DEFAULT);
  private final List<SignInFinding> found = new ArrayList<>();

  private void take(SignInEvent event) {
    found.addAll(source.take(event));
  }

  private List<FindingType> types() {
    return found.stream().map(SignInFinding::type).toList();
  }

  @Test
  void shouldTellOfAPasswordTriedOnManyAccounts() {
    for (int i = 0; i < 30; i++) {
      take(failed(6 * i, "user-" + i, ELSEWHERE));
    }
    assertThat(types())
        .containsExactly(FindingType.PASSWORD_SPRAYING, FindingType.BRUTE_FORCE_FAST);
    assertThat(found.get(0).subject()).isEqualTo(ELSEWHERE);
    assertThat(found.get(0).principal()).isEmpty();
    assertThat(found.get(0).source()).isEqualTo(ELSEWHERE);
    assertThat(found.get(0).reason())
        .isEqualTo(
            "failed sign-ins of 5 accounts from 198.51.100.9 within 24 s, 0 of them of accounts"
                + " that there are not");
  }

  @Test
  void shouldTellOfAListOfNamesFromElsewhere() {
    for (int i = 0; i < 30; i++) {
      take(
          i % 6 == 5
              ? failed(2 * i, "user-" + i, ELSEWHERE)
              : unknown(2 * i, "name-" + i, ELSEWHERE));
    }
    assertThat(types())
        .containsExactly(FindingType.CREDENTIAL_STUFFING, FindingType.BRUTE_FORCE_FAST);
  }

  @Test
  void shouldLeaveGuessingAtOneAccountToThatAccount() {
    for (int i = 0; i < 30; i++) {
      take(failed(2 * i, "root", ELSEWHERE));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void shouldTellOfGuessingAtAnAccountThatThereIsNot() {
    for (int i = 0; i < 22; i++) {
      take(unknown(30 * i, "hadoop", ELSEWHERE));
    }
    assertThat(types()).containsExactly(FindingType.BRUTE_FORCE_SLOW);
    assertThat(found.get(0).principal()).isEqualTo("hadoop");
  }

  @Test
  void shouldForgivePeopleBehindOneAddressWhoMistypeAndThenSignIn() {
    for (int i = 0; i < 50; i++) {
      String who = "user-" + i;
      take(failed(20 * i, who, ELSEWHERE));
      take(failed(20 * i + 5, who, ELSEWHERE));
      take(succeeded(20 * i + 10, who, ELSEWHERE));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void shouldTellWhomASourceGotThatAttacksOthers() {
    for (int i = 0; i < 20; i++) {
      take(unknown(2 * i, "name-" + i, ELSEWHERE));
    }
    take(succeeded(41, "ann", ELSEWHERE));
    take(succeeded(400, "bob", ELSEWHERE));
    assertThat(types()).endsWith(FindingType.SUCCESS_FROM_ATTACKER);
    assertThat(found.get(2).principal()).isEqualTo("ann");
    assertThat(found.get(2).attributes()).containsEntry("respond_to", "account");
  }

  /** As the product that people trust does with the same lines. */
  @Test
  void shouldFindFourGuessesThatAreTwentyMinutesApart() {
    for (int i = 0; i < 4; i++) {
      take(unknown(1_200 * i, "name-" + i, ELSEWHERE));
    }
    assertThat(types())
        .containsExactly(FindingType.CREDENTIAL_STUFFING, FindingType.BRUTE_FORCE_SLOW);
    assertThat(found.get(0).completedAtUs()).isEqualTo(us(3_600));
  }

  @Test
  void shouldFindAListOfNamesThatIsTriedOverHours() {
    for (int i = 0; i < 30; i++) {
      take(unknown(i % 2 == 0 ? 3_000 * i : 3_000 * i - 2_900, "name-" + i, ELSEWHERE));
    }
    assertThat(types())
        .containsExactly(FindingType.CREDENTIAL_STUFFING, FindingType.BRUTE_FORCE_SLOW);
    take(succeeded(84_150, "ann", ELSEWHERE));
    assertThat(types()).endsWith(FindingType.SUCCESS_FROM_ATTACKER);
  }

  @Test
  void shouldNotTakeAnOfficeBehindOneAddressForAnAttacker() {
    for (int i = 0; i < 100; i++) {
      take(unknown(1_200 * i, "typo-" + i, ELSEWHERE));
      take(succeeded(1_200 * i + 60, "clerk-" + i, ELSEWHERE));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void shouldNotTakeWhoGetsInAfterAnotherMistypedForASlowAttacker() {
    for (int i = 0; i < 5; i++) {
      take(unknown(3_000 * i, "name-" + i, ELSEWHERE));
    }
    int told = found.size();
    for (int i = 5; i < 50; i++) {
      take(failed(3_000 * i, "ann", ELSEWHERE));
      take(succeeded(3_000 * i + 20, "bob", ELSEWHERE));
      take(succeeded(3_000 * i + 40, "ann", ELSEWHERE));
    }
    assertThat(told).isPositive();
    assertThat(types().subList(told, found.size())).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void shouldJudgeTheSameFromItsBytes() {
    SignInSource other = new SignInSource(SignInSettings.DEFAULT);
    List<SignInFinding> others = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      SignInEvent each = failed(7 * i, "user-" + i % 9, ELSEWHERE);
      take(each);
      others.addAll(other.take(each));
      other = SignInSource.fromBytes(SignInSettings.DEFAULT, other.toBytes());
    }
    assertThat(others).isEqualTo(found).isNotEmpty();
  }

  @Test
  void shouldBeWorthMoreTheMoreIsKnownOfIt() {
    take(succeeded(0, "ann", ELSEWHERE));
    assertThat(source.isEmpty()).isTrue();

    take(failed(10, "ann", ELSEWHERE));
    assertThat(source.isEmpty()).isFalse();
    assertThat(source.worth()).isEqualTo(Worth.HEARD);
    take(failed(11, "ben", ELSEWHERE));
    assertThat(source.worth()).isEqualTo(Worth.SUSPECT);
    for (int i = 0; i < 5; i++) {
      take(failed(12 + i, "user-" + i, ELSEWHERE));
    }
    assertThat(source.worth()).isEqualTo(Worth.PROVEN);
  }

  @Test
  void shouldStaySmallAndBeForgottenInTheEnd() {
    for (int i = 0; i < 5_000; i++) {
      take(failed(i, "user-" + i + "x".repeat(1_000), ELSEWHERE));
    }
    assertThat(source.toBytes().length).isLessThan(64 * 1024);
    assertThat(source.isSpentAt(us(6_000))).isFalse();
    assertThat(source.isSpentAt(us(6_000 + 2 * 86_400))).isTrue();
  }
}
