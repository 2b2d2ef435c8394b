package dev.gantry.topologies.processor.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.topologies.rule.RuleIndex;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class QuietIdentitiesTest {

  private static final long CAR = 1;
  private static final RuleIndex RULES = new RuleIndex(List.of());
  private static final RuleIndex LATER_RULES = new RuleIndex(List.of());

  private final QuietIdentities quiet = new QuietIdentities();

  @Test
  void shouldAskEveryRuleAboutWhatIsNotRememberedAndTellEachOnce() {
    assertThat(quiet.concernsEveryRule(CAR, RULES, false)).isTrue();
    assertThat(quiet.tellFalse(CAR, "speeding", RULES)).isTrue();
    assertThat(quiet.tellFalse(CAR, "parked", RULES)).isTrue();
    quiet.told(CAR, RULES, Set.of());

    assertThat(quiet.concernsEveryRule(CAR, RULES, false)).isFalse();
    assertThat(quiet.tellFalse(CAR, "speeding", RULES)).isFalse();
  }

  @Test
  void shouldTellAgainUnderOtherRules() {
    quiet.told(CAR, RULES, Set.of());

    assertThat(quiet.concernsEveryRule(CAR, LATER_RULES, false)).isTrue();
    assertThat(quiet.tellFalse(CAR, "speeding", LATER_RULES)).isTrue();
  }

  @Test
  void shouldTellNothingOfWhatBeganAndNeverMatched() {
    quiet.begun(CAR);

    assertThat(quiet.concernsEveryRule(CAR, RULES, false)).isFalse();
    assertThat(quiet.concernsEveryRule(CAR, LATER_RULES, true)).isFalse();
    assertThat(quiet.tellFalse(CAR, "speeding", RULES)).isFalse();
    assertThat(quiet.tellEnd(CAR, "speeding")).isFalse();
  }

  @Test
  void shouldTellOnceThatARuleNoLongerHolds() {
    quiet.begun(CAR);
    quiet.matched(CAR, "speeding", true);

    assertThat(quiet.concernsEveryRule(CAR, RULES, false)).isFalse();
    assertThat(quiet.concerned(CAR)).containsExactly("speeding");
    assertThat(quiet.tellFalse(CAR, "parked", RULES)).isFalse();
    assertThat(quiet.tellFalse(CAR, "speeding", RULES)).isTrue();
    assertThat(quiet.tellFalse(CAR, "speeding", RULES)).isFalse();
    assertThat(quiet.concerned(CAR)).isEmpty();
  }

  @Test
  void shouldAskARuleThatFailedUntilItAnswers() {
    quiet.told(CAR, RULES, Set.of("speeding", "parked"));

    assertThat(quiet.concernsEveryRule(CAR, RULES, false)).isFalse();
    assertThat(quiet.concerned(CAR)).containsExactlyInAnyOrder("speeding", "parked");
    assertThat(quiet.tellFalse(CAR, "speeding", RULES)).isTrue();
    quiet.matched(CAR, "parked", false);
    assertThat(quiet.concerned(CAR)).isEmpty();
    assertThat(quiet.tellFalse(CAR, "speeding", RULES)).isFalse();
  }

  @Test
  void shouldTellTheEndToRulesThatMatched() {
    quiet.begun(CAR);
    quiet.matched(CAR, "seen", false);

    assertThat(quiet.concernsEveryRule(CAR, RULES, false)).isFalse();
    assertThat(quiet.concernsEveryRule(CAR, RULES, true)).isTrue();
    assertThat(quiet.tellEnd(CAR, "seen")).isTrue();
    assertThat(quiet.tellEnd(CAR, "parked")).isFalse();
  }

  @Test
  void shouldTellTheEndOfWhatWasThereBefore() {
    quiet.told(CAR, RULES, Set.of());

    assertThat(quiet.concernsEveryRule(CAR, RULES, true)).isTrue();
    assertThat(quiet.tellEnd(CAR, "speeding")).isTrue();
  }

  @Test
  void shouldKeepWhatItKnowsWhenABeginningIsReadAgain() {
    quiet.begun(CAR);
    quiet.matched(CAR, "speeding", true);
    quiet.begun(CAR);

    assertThat(quiet.tellEnd(CAR, "speeding")).isTrue();
  }

  @Test
  void shouldForgetTheOldestOfVeryMany() {
    for (long identity = 0; identity < 200_000; identity++) {
      quiet.begun(identity);
    }

    assertThat(quiet.concernsEveryRule(0, RULES, false)).isTrue();
    assertThat(quiet.concernsEveryRule(199_999, RULES, false)).isFalse();
  }
}
