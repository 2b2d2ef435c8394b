package dev.gantry.bench.signin;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is plain in a log of sshd: how often it says of which address that a password failed, and
 * whom it let in. Read by rules of its own, not by those of the adapter that is judged.
 */
final class SshdTruth {

  private static final int MANY = 5;

  private static final Pattern FAILED =
      Pattern.compile(".*Failed \\S+ for .* from (?<source>\\S+) port \\d+.*");

  private static final Pattern REPEATED =
      Pattern.compile(".*message repeated (?<times>\\d+) times:.*");
  private static final Pattern ACCEPTED =
      Pattern.compile(".*Accepted \\S+ for (?<user>\\S+) from .*");

  private final Map<String, Integer> failures = new TreeMap<>();
  private final Set<String> accepted = new TreeSet<>();

  void read(String line) {
    Matcher failed = FAILED.matcher(line);
    if (failed.matches()) {
      Matcher repeated = REPEATED.matcher(line);
      int times = repeated.matches() ? Integer.parseInt(repeated.group("times")) : 1;
      failures.merge(failed.group("source"), times, Integer::sum);
    }
    Matcher in = ACCEPTED.matcher(line);
    if (in.matches()) {
      accepted.add(in.group("user"));
    }
  }

  /** Addresses with five failures or more. */
  Set<String> attackers() {
    Set<String> many = new TreeSet<>();
    failures.forEach(
        (source, count) -> {
          if (count >= MANY) {
            many.add(source);
          }
        });
    return many;
  }

  /** Who was let in. */
  Set<String> accepted() {
    return accepted;
  }
}
