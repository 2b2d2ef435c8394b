package dev.gantry.topologies.rule;

/** A rule could not be evaluated on one record, such as for a key missing from a map. */
public final class RuleFailure extends Exception {

  private static final long serialVersionUID = 1L;

  RuleFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
