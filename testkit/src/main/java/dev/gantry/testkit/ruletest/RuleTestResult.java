package dev.gantry.testkit.ruletest;

import dev.gantry.testkit.AlertLife;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of a test.
 *
 * @param test the test
 * @param failures what was otherwise than expected; empty when it passed
 * @param alerts every alert of it, in the order of firing
 * @param start where its clock began
 */
public record RuleTestResult(
    RuleTestCase test, List<Failure> failures, List<AlertLife> alerts, Instant start) {

  public RuleTestResult {
    failures = List.copyOf(failures);
    alerts = List.copyOf(alerts);
  }

  /**
   * One thing that was otherwise.
   *
   * @param line line of the file that expected it, from 1
   * @param text what was expected and what was found, several lines
   */
  public record Failure(int line, String text) {}

  /** Whether all was as expected. */
  public boolean passed() {
    return failures.isEmpty();
  }

  /** Every failure, and the alerts of the test, for people. */
  public String explanation() {
    String found = AlertTexts.list(alerts, start);
    return failures.stream()
            .map(failure -> "line " + failure.line() + ": " + failure.text())
            .collect(Collectors.joining("\n"))
        + "\nalerts of this test:"
        + found;
  }

  /**
   * For a test of your own.
   *
   * @throws AssertionError with the explanation, unless it passed
   */
  public void orThrow() {
    if (!passed()) {
      throw new AssertionError(test + "\n" + explanation());
    }
  }
}
