package dev.gantry.bench.faults;

import java.util.Locale;

/** What can be done to a cluster and to the application on it. */
enum FaultKind {
  /** A broker is killed, stays away for a while and is started again. */
  BROKER_KILL(Victim.BROKER, 2_000, 8_000),
  /** A broker is held up; its connections stay open and silent. */
  BROKER_PAUSE(Victim.BROKER, 1_000, 8_000),
  /** A broker can't write any more, halts, and is started again once there is room. */
  BROKER_DISK_FULL(Victim.BROKER, 2_000, 6_000),
  /** A broker is stopped in order, stays away for a while and is started again. */
  BROKER_STOP(Victim.BROKER, 2_000, 8_000),
  /** An instance of the application is killed and stays away until another has its work. */
  APP_KILL(Victim.APP, 9_000, 14_000),
  /** An instance is killed and started again at once. */
  APP_RESTART(Victim.APP, 0, 0),
  /** An instance is stopped in order, stays away for a while and is started again. */
  APP_STOP(Victim.APP, 0, 8_000),
  /** An instance is held up for longer than the others wait for it, then goes on unaware. */
  APP_PAUSE(Victim.APP, 7_000, 12_000),
  /** The wall clock of an instance jumps, and back. */
  APP_CLOCK_SKEW(Victim.APP, 4_000, 8_000),
  /** The connections between the application and a broker break, and new ones are refused. */
  CONNECTION_CUT(Victim.BROKER, 500, 5_000),
  /** They stay, but nothing passes. */
  CONNECTION_HANG(Victim.BROKER, 1_000, 8_000);

  /** What a fault is done to. */
  enum Victim {
    BROKER,
    APP
  }

  private final Victim victim;
  private final int leastMs;
  private final int mostMs;

  FaultKind(Victim victim, int leastMs, int mostMs) {
    this.victim = victim;
    this.leastMs = leastMs;
    this.mostMs = mostMs;
  }

  Victim victim() {
    return victim;
  }

  /** The shortest it lasts, milliseconds. */
  int leastMs() {
    return leastMs;
  }

  /** The longest it lasts, milliseconds. */
  int mostMs() {
    return mostMs;
  }

  /** Its name in options and results, such as {@code broker_kill}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return word();
  }
}
