package dev.gantry.ingest.city.staff;

import java.util.Locale;

/** How accounts are attacked. */
enum AttackKind {
  /** One account from one address, a guess every second or two. */
  BRUTE_FORCE_FAST,
  /** One account from one address, two or three guesses a minute for ten minutes or more. */
  BRUTE_FORCE_SLOW,
  /** One account from many addresses, one guess from each. */
  BRUTE_FORCE_DISTRIBUTED,
  /** Many accounts from one address, one guess for each. */
  PASSWORD_SPRAYING,
  /** Names and passwords that leaked elsewhere: most names nobody has here, a few passwords fit. */
  CREDENTIAL_STUFFING,
  /** The same account on two continents within minutes. */
  IMPOSSIBLE_TRAVEL,
  /** The password is known; the phone asks until its owner gives in, or the attacker gives up. */
  MFA_FATIGUE,
  /** The account of somebody who left long ago. */
  DORMANT_ACCOUNT,
  /** Guessing from one address that ends with the right password. */
  SUCCESS_AFTER_FAILURES,
  /** Signs in and switches the second factor off. */
  MFA_DISABLED,
  /** Signs in, second factor and all, from a device that the account never had. */
  NEW_DEVICE;

  /** Its name as truth and rules have it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
