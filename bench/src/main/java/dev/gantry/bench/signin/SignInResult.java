package dev.gantry.bench.signin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was found in logs.
 *
 * @param files log by log
 */
record SignInResult(@JsonProperty("files") List<LogScore> files) {

  /**
   * One log.
   *
   * @param name of its folder, or of the file
   * @param expected alerts that another product raises, or addresses with five failures or more
   * @param found of these, those that were found
   * @param falseAlerts further findings
   */
  record LogScore(
      @JsonProperty("name") String name,
      @JsonProperty("expected") int expected,
      @JsonProperty("found") int found,
      @JsonProperty("false_alerts") int falseAlerts) {

    /** Whether there is nothing that could be missed, so that all found says nothing. */
    @JsonProperty("nothing_expected")
    boolean nothingExpected() {
      return expected == 0;
    }

    private String words() {
      return nothingExpected()
          ? "%s: nothing expected, %d false".formatted(name, falseAlerts)
          : "%s: %d of %d found, %d false".formatted(name, found, expected, falseAlerts);
    }
  }

  String words() {
    return files.stream().map(LogScore::words).collect(Collectors.joining("\n"));
  }
}
