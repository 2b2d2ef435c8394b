package dev.gantry.bench.signin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The alerts that CrowdSec raises on a log, as the {@code scenario.assert} of its test says. */
final class CrowdSecAlerts {

  private static final Pattern SOURCE =
      Pattern.compile(
          "\"(?<value>[^\"]+)\" in results\\[(?<index>\\d+)]\\.Overflow\\.GetSources.*");

  private static final Pattern SCENARIO =
      Pattern.compile(
          "results\\[(?<index>\\d+)]\\.Overflow\\.Alert\\.GetScenario\\(\\) == \"(?<value>[^\"]+)\"");

  private CrowdSecAlerts() {}

  /**
   * One alert.
   *
   * @param source address that it is about
   */
  record ExpectedAlert(Family family, String source) {}

  static List<ExpectedAlert> read(Path file) throws IOException {
    Map<Integer, String> sources = new TreeMap<>();
    Map<Integer, String> scenarios = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      put(SOURCE.matcher(line.strip()), sources);
      put(SCENARIO.matcher(line.strip()), scenarios);
    }
    return scenarios.entrySet().stream()
        .map(
            each ->
                new ExpectedAlert(
                    Family.ofScenario(each.getValue()), sources.getOrDefault(each.getKey(), "")))
        .toList();
  }

  private static void put(Matcher found, Map<Integer, String> into) {
    if (found.matches()) {
      into.putIfAbsent(Integer.valueOf(found.group("index")), found.group("value"));
    }
  }
}
