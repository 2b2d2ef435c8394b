package dev.gantry.ingest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counters of one run of a source, written by its thread and by Kafka's, read by any.
 *
 * <p>Between two frames, read = sent + already sent + left out + undecodable; what was sent arrives
 * later.
 */
public final class LiveStats {

  private final AtomicLong read = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong arrived = new AtomicLong();
  private final AtomicLong alreadySent = new AtomicLong();
  private final AtomicLong leftOut = new AtomicLong();
  private final AtomicLong undecodable = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicLong worstLagNanos = new AtomicLong();
  private final AtomicLong lastLateNanos = new AtomicLong(-1);
  private final AtomicLong reached = new AtomicLong();

  LiveStats() {}

  /** Frames that the source had so far. */
  public long framesRead() {
    return read.get();
  }

  /** Frames handed to Kafka in this run. */
  public long framesSent() {
    return sent.get();
  }

  /** Frames of this run that Kafka has acknowledged. */
  public long framesArrived() {
    return arrived.get();
  }

  /** Frames passed over because an earlier run has dealt with them. */
  public long framesAlreadySent() {
    return alreadySent.get();
  }

  /** Frames left out to keep to the frame rate asked for. */
  public long framesLeftOut() {
    return leftOut.get();
  }

  /** Frames that could not be decoded; a SKIPPED event says so. */
  public long framesUndecodable() {
    return undecodable.get();
  }

  /** Frames acknowledged more than {@link Pacer#TOLERANCE} after they were due; 0 without pace. */
  public long framesLate() {
    return late.get();
  }

  /** How late the latest of all frames was acknowledged. */
  public Duration worstLag() {
    return Duration.ofNanos(worstLagNanos.get());
  }

  /** Position in the source of the last frame that was late; empty when none was. */
  public Optional<Duration> lastLate() {
    long nanos = lastLateNanos.get();
    return nanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
  }

  /**
   * How far the stream has come: the index of the first frame that neither this run nor an earlier
   * one has dealt with. One that the camera did not deliver is dealt with once it was due.
   */
  public long framesReached() {
    return reached.get();
  }

  void reach(long nextSeq) {
    reached.accumulateAndGet(nextSeq, Math::max);
  }

  void countAlreadySent() {
    read.incrementAndGet();
    alreadySent.incrementAndGet();
  }

  void countLeftOut() {
    read.incrementAndGet();
    leftOut.incrementAndGet();
  }

  void countUndecodable(long frames) {
    read.addAndGet(frames);
    undecodable.addAndGet(frames);
  }

  void countSent() {
    read.incrementAndGet();
    sent.incrementAndGet();
  }

  /**
   * Counts a frame that Kafka has.
   *
   * @param position of it in the source
   * @param lag how long it was due then
   */
  void countArrived(Duration position, Duration lag) {
    arrived.incrementAndGet();
    worstLagNanos.accumulateAndGet(lag.toNanos(), Math::max);
    if (lag.compareTo(Pacer.TOLERANCE) > 0) {
      late.incrementAndGet();
      lastLateNanos.accumulateAndGet(position.toNanos(), Math::max);
    }
  }

  @Override
  public String toString() {
    return "%d read, %d sent, %d arrived, %d already sent, %d left out, %d undecodable, %d late (worst %d ms)"
        .formatted(
            framesRead(),
            framesSent(),
            framesArrived(),
            framesAlreadySent(),
            framesLeftOut(),
            framesUndecodable(),
            framesLate(),
            worstLag().toMillis());
  }
}
