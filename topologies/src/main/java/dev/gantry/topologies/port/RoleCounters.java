package dev.gantry.topologies.port;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts records at the edges of one role. Safe for any thread.
 *
 * <p>They relate so: {@code in = dead + late + repeated + skipped + taken in}. Records {@code out}
 * are results, not dead letters, and there may be any number of them for a record taken in. The
 * counts start at 0 with the process, and work that was undone by an aborted transaction counts
 * each time it was tried.
 */
public final class RoleCounters {

  private final LongAdder in = new LongAdder();
  private final LongAdder out = new LongAdder();
  private final LongAdder dead = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final RuleFailures ruleFailures = new RuleFailures();

  /** A record was read. */
  public void in() {
    in.increment();
  }

  /** A result was written. */
  public void out() {
    out.increment();
  }

  /** A record was set aside as a dead letter. */
  public void dead() {
    dead.increment();
  }

  /** A record was left out, since it came too late. */
  public void late() {
    late.increment();
  }

  /** A record was left out, since it had been seen before. */
  public void repeated() {
    repeated.increment();
  }

  /** A record was left out for another reason, which is told elsewhere. */
  public void skipped() {
    skipped.increment();
  }

  /** Rules that had no answer for records, which are counted all the same. */
  public RuleFailures ruleFailures() {
    return ruleFailures;
  }

  /** The counts so far. */
  public Counts read() {
    return new Counts(in.sum(), out.sum(), dead.sum(), late.sum(), repeated.sum(), skipped.sum());
  }

  /**
   * Counts at one moment.
   *
   * @param in records read
   * @param out results written
   * @param dead records set aside as dead letters
   * @param late records left out for being too late
   * @param repeated records left out for being repeats
   * @param skipped records left out for another reason
   */
  public record Counts(long in, long out, long dead, long late, long repeated, long skipped) {}
}
