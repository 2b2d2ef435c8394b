package dev.gantry.domain.anomaly;

import dev.gantry.domain.state.StateFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Learns how often a series is heard, and so how long it may be silent. What counts is the event
 * time of its own readings: a clock, such as the newest reading of others, decides only when a
 * silence is noticed, not from when on it was one. Whether the clock noticed it or the next
 * reading, the same is said of it.
 *
 * <p>A silence is longer than usual from 4.5 times the median of the last {@value #GAPS} gaps, so
 * that four readings in a row have to be missing, and not before 3 times the second longest of
 * them, for series that are heard at random. Longer gaps are learnt cut down to what was usual:
 * what keeps happening becomes so. Mutable; one thread at a time. Encoded about 1 KiB.
 */
public final class SilenceWatch {

  /**
   * Gaps remembered. Of gaps of random length (exponentially distributed) one in 90,000 is longer
   * than 3 times the second longest of the 128 before: 4! / 128^3.
   */
  static final int GAPS = 128;

  /** Gaps that have to be known before a silence is told of. */
  static final int LEAST_GAPS = 32;

  /** How rare a silence is that is told of, in gaps. */
  static final double ONCE_IN = 90_000;

  private static final double TIMES_MEDIAN = 4.5;
  private static final int TIMES_SECOND_LONGEST = 3;

  private static final byte VERSION = 1;
  private static final long NEVER = Long.MIN_VALUE;

  private final long[] gapsUs = new long[GAPS];

  /** Gaps learnt so far; of more than {@link #GAPS} the oldest were overwritten. */
  private long learnt;

  private long lastUs = NEVER;
  private boolean silent;

  /** By how much readings came behind the clock at most: of late, and in the while before. */
  private long lateUs;

  private long lateBeforeUs;

  /**
   * A reading, or another sign of life, is heard. One that is not later than the last says nothing.
   *
   * @param atUs its event time, microseconds since the Unix epoch, UTC
   * @param clockUs how far the clock has come, at or after it
   * @return what there is to tell: a silence that was not noticed yet, and that it is over
   */
  public List<Silence> hear(long atUs, long clockUs) {
    List<Silence> told = new ArrayList<>();
    if (lastUs != NEVER) {
      if (atUs <= lastUs) {
        return told;
      }
      long gapUs = atUs - lastUs;
      OptionalLong most = mostUs();
      if (!silent && most.isPresent() && gapUs > most.getAsLong()) {
        told.add(fallSilent(most.getAsLong()));
      }
      if (silent) {
        silent = false;
        told.add(new Silence(true, lastUs, atUs, medianUs(), most.orElseThrow()));
      }
      learn(Math.min(gapUs, most.orElse(gapUs)));
    }
    lastUs = atUs;
    lateUs = Math.max(lateUs, clockUs - atUs);
    return told;
  }

  /**
   * When the clock has gone on so far, and nothing was heard, it is silent: as late as readings
   * came before, its next may still come. Empty while it is silent, or too little is known.
   */
  public OptionalLong dueUs() {
    OptionalLong most = silent ? OptionalLong.empty() : mostUs();
    return most.isPresent()
        ? OptionalLong.of(lastUs + most.getAsLong() + Math.max(lateUs, lateBeforeUs))
        : most;
  }

  /** Nothing was heard while the clock went on so far. Returns the silence that begins with it. */
  public Optional<Silence> await(long clockUs) {
    OptionalLong due = dueUs();
    return due.isPresent() && due.getAsLong() < clockUs
        ? Optional.of(fallSilent(mostUs().orElseThrow()))
        : Optional.empty();
  }

  private Silence fallSilent(long mostUs) {
    silent = true;
    return new Silence(false, lastUs, lastUs + mostUs, medianUs(), mostUs);
  }

  private void learn(long gapUs) {
    gapsUs[(int) (learnt % GAPS)] = gapUs;
    learnt++;
    if (learnt % GAPS == 0) {
      lateBeforeUs = lateUs;
      lateUs = 0;
    }
  }

  /** Longest gap that is usual; empty while too few are known. */
  private OptionalLong mostUs() {
    if (learnt < LEAST_GAPS) {
      return OptionalLong.empty();
    }
    long[] sorted = sorted();
    long missed = Math.round(TIMES_MEDIAN * sorted[sorted.length / 2]);
    return OptionalLong.of(Math.max(missed, TIMES_SECOND_LONGEST * sorted[sorted.length - 2]));
  }

  private long medianUs() {
    long[] sorted = sorted();
    return sorted[sorted.length / 2];
  }

  private long[] sorted() {
    long[] sorted = Arrays.copyOf(gapsUs, (int) Math.min(learnt, GAPS));
    Arrays.sort(sorted);
    return sorted;
  }

  /** When it was last heard, microseconds; only after it was. */
  public long lastUs() {
    return lastUs;
  }

  /** Encodes what is known; the first byte is the version of the format. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(8 * GAPS + 48);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(lastUs);
      out.writeBoolean(silent);
      out.writeLong(lateUs);
      out.writeLong(lateBeforeUs);
      out.writeLong(learnt);
      for (int i = 0; i < Math.min(learnt, GAPS); i++) {
        out.writeLong(gapsUs[i]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Decodes one.
   *
   * @throws IllegalArgumentException when the bytes are of another version, or cut off
   */
  public static SilenceWatch fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      StateFormat.require(VERSION, in.readByte(), "silence watch");
      SilenceWatch watch = new SilenceWatch();
      watch.lastUs = in.readLong();
      watch.silent = in.readBoolean();
      watch.lateUs = in.readLong();
      watch.lateBeforeUs = in.readLong();
      watch.learnt = in.readLong();
      for (int i = 0; i < Math.min(watch.learnt, GAPS); i++) {
        watch.gapsUs[i] = in.readLong();
      }
      return watch;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "silence watch: expected more than the " + bytes.length + " bytes found", e);
    }
  }
}
