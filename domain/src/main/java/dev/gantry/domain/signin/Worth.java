package dev.gantry.domain.signin;

/**
 * What it takes to be remembered so, and with that how hard it is for whoever invents accounts or
 * addresses to push others out.
 */
public enum Worth {
  /** Heard of: a name and one failure are enough. */
  HEARD(1),

  /** Something that was heard of it may become a finding: two failures, or a refusal. */
  SUSPECT(1),

  /**
   * An account that has been signed in to, or an address whose attack was told of. No account that
   * is only invented ever is.
   */
  PROVEN(2);

  private final int quarters;

  Worth(int quarters) {
    this.quarters = quarters;
  }

  /**
   * How many of it have their place, whatever else is heard of, where there is room for so many.
   */
  int placesOf(int room) {
    return (int) ((long) room * quarters / 4);
  }
}
