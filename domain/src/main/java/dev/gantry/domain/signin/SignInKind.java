package dev.gantry.domain.signin;

/** What happened with a credential, as far as the checks care. */
public enum SignInKind {
  /** Somebody got in. */
  SUCCEEDED,
  /** Somebody was refused: a wrong password, an account that there is not. */
  FAILED,
  /** A second factor was refused, by its owner or for being wrong. */
  MFA_DENIED,
  /** A second factor was given. */
  MFA_APPROVED,
  /** An account asks for no second factor any more. */
  MFA_DISABLED,
  /** Nothing that the checks look at. */
  OTHER
}
