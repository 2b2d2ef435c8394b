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
      @JsonProperty("false_alerts") int falseAlerts) {}

  String words() {
    return files.stream()
        .map(
            each ->
                "%s: %d of %d found, %d false"
                    .formatted(each.name(), each.found(), each.expected(), each.falseAlerts()))
        .collect(Collectors.joining("\n"));
  }
}
