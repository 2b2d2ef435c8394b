package dev.gantry.bench.signin;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is plain in a log of sshd: how often it says of which address that a password failed, and
 * whom it let in. Read by rules of its own, not by those of the adapter that is judged. sshd and
 * PAM may both tell of an attempt; so of each address whichever tells of more counts.
 */
final class SshdTruth {

  private static final int MANY = 5;

  private final Teller sshd =
      new Teller(".*Failed (?!publickey )\\S+ for .* from (?<source>\\S+) port \\d+.*");
  private final Teller sshdOfPam =
      new Teller(
          "(?i).* error: PAM: (?:authentication (?:failure|error|failed)|user not known) .*from"
              + " (?<source>\\S+?)(?: via \\S+)?\\s*");

  /** Where it names a host, sshd names the address; but in older logs it says nothing. */
  private final Teller pam =
      new Teller(
          ".* sshd(?:\\(pam_\\w+\\)\\[\\d+\\]: authentication failure;.* rhost=(?<source>\\S+)"
              + "|(?:-session|-auth)?\\[\\d+\\]: pam_\\w+\\(sshd:auth\\): authentication failure;.*"
              + " rhost=(?<address>[\\d.]+|[\\da-fA-F]*:[\\da-fA-F:.]+)(?= |$)).*");

  private static final Pattern FOLDED =
      Pattern.compile(".*message repeated (?<times>\\d+) times: \\[.*");

  private static final Pattern AGAIN =
      Pattern.compile(
          "\\w+ +\\d+ [\\d:]+ (?<host>\\S+) .*last message repeated (?<times>\\d+) times?.*");

  private static final Pattern HOST = Pattern.compile("\\w+ +\\d+ [\\d:]+ (?<host>\\S+) .*");
  private static final Pattern ACCEPTED =
      Pattern.compile(".*Accepted \\S+ for (?<user>\\S+) from .*");

  private final Map<String, String> lastByHost = new TreeMap<>();
  private final Set<String> accepted = new TreeSet<>();
  private String last = "";

  /** Lines that are of one form, and how often they tell of which address. */
  private static final class Teller {

    private final Pattern form;
    private final Map<String, Integer> failures = new TreeMap<>();

    Teller(String form) {
      this.form = Pattern.compile(form);
    }

    private String source(Matcher failed) {
      String source = failed.group("source");
      return source == null ? failed.group("address") : source;
    }

    void read(String line, int times) {
      Matcher failed = form.matcher(line);
      if (failed.matches()) {
        failures.merge(source(failed), times, Integer::sum);
      }
    }
  }

  void read(String line) {
    Matcher again = AGAIN.matcher(line);
    if (again.matches()) {
      boolean isOfAnyHost = again.group("host").startsWith("-");
      String before = isOfAnyHost ? last : lastByHost.getOrDefault(again.group("host"), "");
      count(before, Integer.parseInt(again.group("times")));
      return;
    }
    Matcher folded = FOLDED.matcher(line);
    count(line, folded.matches() ? Integer.parseInt(folded.group("times")) : 1);
    remember(line);
    Matcher in = ACCEPTED.matcher(line);
    if (in.matches()) {
      accepted.add(in.group("user"));
    }
  }

  private void count(String line, int times) {
    tellers().forEach(each -> each.read(line, times));
  }

  private void remember(String line) {
    last = line;
    Matcher of = HOST.matcher(line);
    if (of.matches()) {
      lastByHost.put(of.group("host"), line);
    }
  }

  private Stream<Teller> tellers() {
    return Stream.of(sshd, sshdOfPam, pam);
  }

  /** Addresses with five failures or more. */
  Set<String> attackers() {
    Set<String> many = new TreeSet<>();
    tellers()
        .forEach(
            each ->
                each.failures.forEach(
                    (source, count) -> {
                      if (count >= MANY) {
                        many.add(source);
                      }
                    }));
    return many;
  }

  /** Who was let in. */
  Set<String> accepted() {
    return accepted;
  }
}
