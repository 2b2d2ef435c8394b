package dev.gantry.domain.signin;

import dev.gantry.domain.state.StateFormat;
import dev.gantry.domain.time.Micros;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * How many people a service lets in and how many it refuses, in each minute of event time; also
 * that there were none. A minute is counted to its end once the service's time has come so much
 * further: with its events, or where none come with the wall clock. Mutable.
 *
 * <p>Where time leaps by more than {@value #LONGEST_GAP_HOURS} hours, nothing is said of the
 * minutes between, since nobody knows whether anybody listened; a replay that leaps back so far is
 * another one. At most so many minutes are held as the wait has, and one more.
 */
public final class SignInRates {

  /** What each count is of. */
  public static final Duration MINUTE = Duration.ofMinutes(1);

  /** Wait of what happens now: adapters that send what they read every few seconds are in time. */
  private static final Duration LIVE_WAIT = Duration.ofMinutes(1);

  /** Wait of a replay, which has no hurry, and reads some partitions before others. */
  private static final Duration REPLAY_WAIT = Duration.ofHours(1);

  /** The longest that minutes wait, whatever holds records up. */
  public static final Duration LONGEST_WAIT = REPLAY_WAIT;

  private static final int LONGEST_GAP_HOURS = 24;
  private static final long LONGEST_GAP_US = Micros.of(Duration.ofHours(LONGEST_GAP_HOURS));
  private static final long SPENT_AFTER_US = Micros.of(Duration.ofDays(7));
  private static final long MINUTE_US = Micros.of(MINUTE);

  private static final byte FORMAT = 1;

  /**
   * One minute.
   *
   * @param endUs its end, microseconds since 1970, UTC
   * @param succeeded how many were let in
   * @param failed how many were refused
   * @param firstOffset offset of the first record that was counted; in a minute without any of the
   *     last one before
   * @param lastOffset offset of the last one
   */
  public record Minute(long endUs, int succeeded, int failed, long firstOffset, long lastOffset) {

    private Minute plus(Minute other) {
      return new Minute(
          endUs,
          succeeded + other.succeeded,
          failed + other.failed,
          Math.min(firstOffset, other.firstOffset),
          Math.max(lastOffset, other.lastOffset));
    }

    /** Records that it rests on, 1 or more. */
    public int records() {
      return Math.max(1, succeeded + failed);
    }
  }

  private final long waitUs;

  /** Minutes with sign-ins that are not told yet, by their end. */
  private final TreeMap<Long, Minute> open = new TreeMap<>();

  /** End of the first minute that is not told yet; 0 before anything was heard. */
  private long nextUs;

  /** How far time has come. */
  private long nowUs;

  /** Time and offset of the last sign-in. */
  private long heardUs;

  private long heardAt;

  private SignInRates(long waitUs) {
    this.waitUs = waitUs;
  }

  /** For what happens now; nothing was heard yet. */
  public static SignInRates live() {
    return new SignInRates(Micros.of(LIVE_WAIT));
  }

  /** For what is replayed; nothing was heard yet. */
  public static SignInRates replayed() {
    return new SignInRates(Micros.of(REPLAY_WAIT));
  }

  /**
   * Counts a sign-in.
   *
   * @param succeeded whether somebody was let in
   * @param atUs when, microseconds since 1970
   * @param offset where it stands
   * @return false when its minute has been told, and it is left out
   */
  public boolean count(boolean succeeded, long atUs, long offset) {
    long endUs = Math.floorDiv(atUs, MINUTE_US) * MINUTE_US + MINUTE_US;
    if (nextUs == 0 || (isReplayed() && nextUs - endUs > LONGEST_GAP_US)) {
      begin(endUs, atUs);
    }
    if (endUs < nextUs) {
      return false;
    }
    nowUs = Math.max(nowUs, atUs);
    heardUs = Math.max(heardUs, atUs);
    heardAt = offset;
    Minute one = new Minute(endUs, succeeded ? 1 : 0, succeeded ? 0 : 1, offset, offset);
    open.merge(endUs, one, Minute::plus);
    return true;
  }

  private boolean isReplayed() {
    return waitUs == Micros.of(REPLAY_WAIT);
  }

  private void begin(long endUs, long atUs) {
    open.clear();
    nextUs = endUs;
    nowUs = atUs;
    heardUs = atUs;
  }

  /** Nothing was heard of the service for so long by the wall clock. */
  public void goOn(Duration by) {
    nowUs += Micros.of(by);
  }

  /**
   * The minutes that are counted to their end, in their order; each is given once.
   *
   * @param lag how long records are held up before they come here; minutes wait for so long, too,
   *     but not for longer than {@link #LONGEST_WAIT}
   */
  public List<Minute> takeWhole(Duration lag) {
    long longerUs = Math.min(Micros.of(lag), Micros.of(LONGEST_WAIT));
    long untilUs = nowUs - Math.max(waitUs, longerUs);
    List<Minute> whole = new ArrayList<>();
    leap();
    while (nextUs <= untilUs) {
      Minute counted = open.remove(nextUs);
      whole.add(counted == null ? new Minute(nextUs, 0, 0, heardAt, heardAt) : counted);
      nextUs += MINUTE_US;
      leap();
    }
    return whole;
  }

  /** Leaves out what lies before a minute that comes too long after. */
  private void leap() {
    if (!open.isEmpty() && open.firstKey() - nextUs > LONGEST_GAP_US) {
      nextUs = open.firstKey();
    }
  }

  /** Whether nobody has signed in for a week, so that it can be forgotten. */
  public boolean isSpent() {
    return nowUs - heardUs > SPENT_AFTER_US;
  }

  /** Encodes it; {@link #fromBytes} gives one that goes on the same. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      for (long one : new long[] {waitUs, nextUs, nowUs, heardUs, heardAt}) {
        out.writeLong(one);
      }
      out.writeInt(open.size());
      for (Minute minute : open.values()) {
        out.writeLong(minute.endUs);
        out.writeInt(minute.succeeded);
        out.writeInt(minute.failed);
        out.writeLong(minute.firstOffset);
        out.writeLong(minute.lastOffset);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Decodes it.
   *
   * @throws IllegalArgumentException when the bytes are of another format or cut
   */
  public static SignInRates fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      StateFormat.require(FORMAT, in.readByte(), "rates of sign-ins");
      SignInRates rates = new SignInRates(in.readLong());
      rates.nextUs = in.readLong();
      rates.nowUs = in.readLong();
      rates.heardUs = in.readLong();
      rates.heardAt = in.readLong();
      for (int left = in.readInt(); left > 0; left--) {
        Minute minute =
            new Minute(in.readLong(), in.readInt(), in.readInt(), in.readLong(), in.readLong());
        rates.open.put(minute.endUs, minute);
      }
      return rates;
    } catch (IOException e) {
      throw new IllegalArgumentException("rates of sign-ins: cut short", e);
    }
  }
}
