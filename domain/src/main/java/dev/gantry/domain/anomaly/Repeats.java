package dev.gantry.domain.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How surprising it is that the value of a series repeats: what is rounded does so every other
 * reading, what is measured finely never does. Repeats and changes are counted, and of a run it is
 * told how improbable it was by these counts (the beta-binomial distribution with Laplace's prior,
 * so that a series that never changed is expected not to). Where a series comes to rest, as traffic
 * does at none, no run is a surprise.
 */
final class Repeats {

  /** Surprise up to which a run is usual in any series: as improbable as 16 heads in a row. */
  static final double USUAL = 16 * Math.log(2);

  /** Share of the time that a series spends at a value at which it rests. */
  static final double REST_SHARE = .25;

  /** Repeats that surprise nobody: a message may be sent again. */
  private static final int SENT_AGAIN = 2;

  private double repeats;
  private double changes;

  /** Of the run that lasts; it is counted once it is over. */
  private int now;

  /** Of these, those that were usual: what was not is learnt cut down. */
  private int usual;

  private boolean isAtRest;
  private double surprise;
  private double over;

  /** Readings of the run that the newest reading ended, had the series never changed before. */
  private int constant;

  /** Readings in a row that were the same as the newest. */
  int now() {
    return now;
  }

  /** How improbable it was that the value repeats so often, in nats. */
  double surprise() {
    return surprise;
  }

  /** The surprise of the run that the newest reading ended; 0 when it ended none. */
  double over() {
    return over;
  }

  /**
   * How many readings were all the same until the newest brought the first change of the series; 0
   * when it did not.
   */
  int constant() {
    return constant;
  }

  /**
   * Takes a reading that is the same as the one before.
   *
   * @param memory readings after which what was seen is forgotten
   */
  void repeat(int memory) {
    over = 0;
    constant = 0;
    now = Math.min(now + 1, memory);
    if (isAtRest) {
      return;
    }
    if (now > SENT_AGAIN && now < memory) {
      double before = now - SENT_AGAIN - 1;
      surprise += Math.log1p((changes + 1) / (repeats + 1 + before));
    }
    usual = surprise > USUAL ? usual : now;
  }

  /**
   * Takes a reading that is not.
   *
   * @param share share of the time that the series spends at its value, 0 to 1
   * @param memory readings after which what was seen is forgotten
   */
  void change(double share, int memory) {
    constant = changes == 0 ? now + 1 : 0;
    repeats += usual;
    changes++;
    double kept = Math.min(1, memory / (repeats + changes));
    repeats *= kept;
    changes *= kept;
    over = surprise;
    now = 0;
    usual = 0;
    surprise = 0;
    isAtRest = share >= REST_SHARE;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(repeats);
    out.writeDouble(changes);
    out.writeInt(now);
    out.writeInt(usual);
    out.writeBoolean(isAtRest);
    out.writeDouble(surprise);
  }

  void read(DataInput in) throws IOException {
    repeats = in.readDouble();
    changes = in.readDouble();
    now = in.readInt();
    usual = in.readInt();
    isAtRest = in.readBoolean();
    surprise = in.readDouble();
  }
}
