package dev.gantry.domain.signin;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a check found.
 *
 * @param type what
 * @param subject what it is about: an account or a source
 * @param severity {@code low}, {@code medium}, {@code high} or {@code critical}
 * @param reason why, in words and numbers
 * @param attributes figures by name
 * @param attempts contributing events, oldest first, one or more
 */
public record SignInFinding(
    FindingType type,
    String subject,
    String severity,
    String reason,
    SortedMap<String, String> attributes,
    List<Attempt> attempts) {

  public SignInFinding {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    attempts = List.copyOf(attempts);
    if (attempts.isEmpty()) {
      throw new IllegalArgumentException("finding: expected events, found none");
    }
  }

  static SignInFinding of(FindingType type, String subject, String reason, List<Attempt> attempts) {
    return new SignInFinding(
        type,
        subject,
        type.severity(),
        reason,
        new TreeMap<>(Map.of("respond_to", type.respondTo().label())),
        attempts);
  }

  SignInFinding with(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(attributes);
    more.put(name, value);
    return new SignInFinding(type, subject, severity, reason, more, attempts);
  }

  /** The same, less severe, and why. */
  SignInFinding mildly(String why) {
    return new SignInFinding(type, subject, "low", reason + "; " + why, attributes, attempts);
  }

  /** Derived: type, account and source as far as there is one, and the beginning. */
  public String id() {
    return String.join("@", type.label(), principal(), source(), Long.toString(startedAtUs()));
  }

  /** The account; empty when there are several. */
  public String principal() {
    return only(principals());
  }

  /** The source; empty when there are several. */
  public String source() {
    return only(sources());
  }

  private static String only(List<String> names) {
    return names.size() == 1 ? names.get(0) : "";
  }

  /** The accounts, in the order in which they appear. */
  public List<String> principals() {
    return attempts.stream().map(Attempt::principal).distinct().toList();
  }

  /** The sources, in the order in which they appear. */
  public List<String> sources() {
    return attempts.stream().map(Attempt::source).distinct().toList();
  }

  /** When the first contributing event happened. */
  public long startedAtUs() {
    return attempts.get(0).atUs();
  }

  /** When the event happened that completed it. */
  public long completedAtUs() {
    return attempts.get(attempts.size() - 1).atUs();
  }
}
