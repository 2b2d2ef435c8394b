package dev.gantry.ingest.city.staff;

import java.util.Map;

/**
 * One use of a credential, before it is written down.
 *
 * @param at seconds since the city's beginning
 * @param session from where, with what, for what
 * @param type type of the event
 * @param method kind of credential
 * @param reason why it was refused; empty when it was not
 * @param attributes what else is told
 */
record SignIn(
    double at,
    Session session,
    Type type,
    String method,
    String reason,
    Map<String, String> attributes) {

  SignIn {
    attributes = Map.copyOf(attributes);
  }

  /** What happens with credentials. */
  enum Type {
    LOGIN_SUCCEEDED("login.succeeded", AuthRecord.Outcome.SUCCESS),
    LOGIN_FAILED("login.failed", AuthRecord.Outcome.FAILURE),
    MFA_PROMPTED("mfa.prompted", AuthRecord.Outcome.OPEN),
    MFA_APPROVED("mfa.approved", AuthRecord.Outcome.SUCCESS),
    MFA_DENIED("mfa.denied", AuthRecord.Outcome.FAILURE),
    MFA_DISABLED("mfa.disabled", AuthRecord.Outcome.SUCCESS);

    private final String label;
    private final AuthRecord.Outcome outcome;

    Type(String label, AuthRecord.Outcome outcome) {
      this.label = label;
      this.outcome = outcome;
    }

    String label() {
      return label;
    }

    AuthRecord.Outcome outcome() {
      return outcome;
    }
  }

  /** A password that is right. */
  static SignIn succeeded(double at, Session session) {
    return new SignIn(at, session, Type.LOGIN_SUCCEEDED, "password", "", Map.of());
  }

  /** A password that is wrong. */
  static SignIn failed(double at, Session session) {
    return new SignIn(at, session, Type.LOGIN_FAILED, "password", "wrong password", Map.of());
  }

  /** An account that there is not. */
  static SignIn unknown(double at, Session session) {
    return new SignIn(at, session, Type.LOGIN_FAILED, "password", "unknown user", Map.of());
  }

  /** The phone asks its owner. */
  static SignIn prompted(double at, Session session) {
    return new SignIn(at, session, Type.MFA_PROMPTED, "push", "", Map.of());
  }

  /** The owner says yes. */
  static SignIn approved(double at, Session session) {
    return new SignIn(at, session, Type.MFA_APPROVED, "push", "", Map.of());
  }

  /** The owner says no. */
  static SignIn denied(double at, Session session) {
    return new SignIn(at, session, Type.MFA_DENIED, "push", "denied by user", Map.of());
  }

  /** The account no longer asks for a second factor. */
  static SignIn withoutMfa(double at, Session session) {
    return new SignIn(at, session, Type.MFA_DISABLED, "", "", Map.of());
  }

  /** The same at another time. */
  SignIn movedTo(double other) {
    return new SignIn(other, session, type, method, reason, attributes);
  }

  /** The same, with more told about it. */
  SignIn telling(Map<String, String> more) {
    return new SignIn(at, session, type, method, reason, more);
  }
}
