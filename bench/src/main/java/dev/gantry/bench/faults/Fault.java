package dev.gantry.bench.faults;

import java.time.Duration;

/**
 * One fault of a plan.
 *
 * @param number from 1
 * @param victim index of the broker or instance it is done to, 0 or more
 * @param lasts how long until it is undone
 * @param settle how long nothing is done after everything has recovered
 */
record Fault(int number, FaultKind kind, int victim, Duration lasts, Duration settle) {

  String words() {
    return "%s of %s %d for %.1f s"
        .formatted(
            kind,
            kind.victim() == FaultKind.Victim.BROKER ? "broker" : "instance",
            victim + 1,
            lasts.toMillis() / 1000.0);
  }
}
