package dev.gantry.bench.signin;

import dev.gantry.bench.signin.CrowdSecAlerts.ExpectedAlert;
import dev.gantry.bench.signin.SignInResult.LogScore;
import dev.gantry.schemas.records.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Scores what is found in logs. */
final class SignInBench {

  private static final String ASSERTIONS = "scenario.assert";
  private static final String LOG = ".log";

  private SignInBench() {}

  /** The logs in a folder and those below it, by their paths. */
  static List<Path> logs(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(LOG) && Files.isRegularFile(file))
          .sorted()
          .toList();
    }
  }

  /** Scores a log against the alerts that stand beside it, or else against what it says itself. */
  static LogScore score(Path folder, Path log) throws IOException {
    // A log may hold any bytes; Latin 1 reads them all.
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    List<Finding> findings = CheckedLog.findings(lines);
    Path assertions = log.resolveSibling(ASSERTIONS);
    Path named = folder.relativize(Files.exists(assertions) ? log.resolveSibling("") : log);
    String name = named.toString().isEmpty() ? String.valueOf(log.getFileName()) : named.toString();
    return Files.exists(assertions)
        ? againstAlerts(name, CrowdSecAlerts.read(assertions), findings)
        : againstFailures(name, lines, findings);
  }

  private static LogScore againstAlerts(
      String name, List<ExpectedAlert> expected, List<Finding> findings) {
    List<ExpectedAlert> missing = new ArrayList<>(expected);
    int wrong = 0;
    for (Finding finding : findings) {
      boolean isRight =
          missing.stream()
              .filter(alert -> isOf(alert, finding))
              .findFirst()
              .map(missing::remove)
              .orElse(false);
      wrong += isRight ? 0 : 1;
    }
    return new LogScore(name, expected.size(), expected.size() - missing.size(), wrong);
  }

  private static boolean isOf(ExpectedAlert alert, Finding finding) {
    boolean isThere =
        alert.family() == Family.TRAVEL || finding.getSourceAddress().equals(alert.source());
    return isThere && alert.family().has(finding.getType());
  }

  private static LogScore againstFailures(String name, List<String> lines, List<Finding> findings) {
    SshdTruth truth = new SshdTruth();
    lines.forEach(truth::read);
    Set<String> attackers = truth.attackers();
    Set<String> found = new TreeSet<>();
    int wrong = 0;
    for (Finding finding : findings) {
      String source = finding.getSourceAddress();
      boolean isOfAttacker = source.isEmpty() || attackers.contains(source);
      if (isOfAttacker && !truth.accepted().contains(finding.getSubject())) {
        found.add(source);
      } else {
        wrong++;
      }
    }
    found.retainAll(attackers);
    return new LogScore(name, attackers.size(), found.size(), wrong);
  }
}
