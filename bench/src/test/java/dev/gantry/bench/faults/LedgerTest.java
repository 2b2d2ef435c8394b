package dev.gantry.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class LedgerTest {

  private final Ledger found = new Ledger();
  private final Ledger expected = new Ledger();

  @Test
  void shouldFindNothingWhereBothSayTheSameInAnyOrder() {
    add(expected, "a", "1", "2", "2");
    add(found, "a", "2", "1", "2");

    assertDifference(0, 0, 0);
  }

  @Test
  void shouldTellWhatIsMissingFromWhatIsTwice() {
    add(expected, "a", "1", "2");
    add(expected, "b", "1");
    add(found, "a", "1", "1");

    assertDifference(2, 1, 0);
  }

  @Test
  void shouldCallWrongWhatReadsOtherwiseOrShouldNotBe() {
    add(expected, "a", "1");
    add(found, "a", "x");
    add(found, "b", "1");

    assertDifference(0, 0, 2);
    assertThat(found.comparedTo(expected).examples())
        .containsEntry("a", "1 missing, 1 unexpected, 0 repeated")
        .containsEntry("b", "0 missing, 1 unexpected, 0 repeated");
  }

  @Test
  void shouldKeepOnlyTheLastWordWhereThatCounts() {
    add(expected, "a", "2");
    found.replace("a", bytes("1"));
    found.replace("a", bytes("2"));

    assertDifference(0, 0, 0);
    assertThat(found.entries()).isEqualTo(1);
  }

  private static void add(Ledger to, String id, String... entries) {
    for (String entry : entries) {
      to.add(id, bytes(entry));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void assertDifference(long lost, long duplicated, long wrong) {
    Ledger.Difference difference = found.comparedTo(expected);
    assertThat(difference.lost()).as("lost").isEqualTo(lost);
    assertThat(difference.duplicated()).as("duplicated").isEqualTo(duplicated);
    assertThat(difference.wrong()).as("wrong").isEqualTo(wrong);
  }
}
