package dev.gantry.bench.signin;

/** Findings that different products tell apart in different ways, taken together. */
enum Family {
  /** Failures counted as they come. */
  GUESSING,
  /** Failures counted by distinct accounts. */
  ACCOUNTS,
  /** Successes too far apart. */
  TRAVEL;

  /** Whether a finding of a type belongs to it. */
  boolean has(String type) {
    return switch (this) {
      case GUESSING -> type.equals("brute_force_fast") || type.equals("brute_force_slow");
      case ACCOUNTS -> type.equals("password_spraying") || type.equals("credential_stuffing");
      case TRAVEL -> type.equals("impossible_travel");
    };
  }

  /** That of a scenario of CrowdSec, by its name. */
  static Family ofScenario(String name) {
    if (name.contains("user-enum")) {
      return ACCOUNTS;
    }
    return name.contains("impossible-travel") ? TRAVEL : GUESSING;
  }
}
