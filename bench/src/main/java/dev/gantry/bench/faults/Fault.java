package dev.gantry.bench.faults;

import java.time.Duration;

/**
 * One fault of a plan.
 *
 * @param number from 1
 * @param victim index of the broker or instance it is done to, 0 or more
 * @param lasts how long until it is undone
 * @param skew how far a clock is set ahead, or back when negative; zero for other kinds
 * @param settle how long nothing is done after everything has recovered
 */
record Fault(
    int number, FaultKind kind, int victim, Duration lasts, Duration skew, Duration settle) {

  String words() {
    return "%s of %s %d%s for %.1f s"
        .formatted(
            kind,
            kind.victim() == FaultKind.Victim.BROKER ? "broker" : "instance",
            victim + 1,
            skew.isZero() ? "" : " by %+d s".formatted(skew.toSeconds()),
            lasts.toMillis() / 1000.0);
  }
}
