package dev.gantry.domain.view;

import dev.gantry.domain.state.StateFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches what one camera shows, and tells when it is frozen, covered or turned, and when that is
 * over. Fed with a sample now and then, in the order of event time; the same samples give the same
 * changes. Mutable, for one thread at a time.
 *
 * <ul>
 *   <li><b>Frozen</b>: the same picture for {@value #FROZEN_SECONDS} s while frames keep coming. A
 *       live sensor has noise, so that no two pictures of it are the same.
 *   <li><b>Covered</b>: nearly everywhere the edges of the learnt view are gone, as in Saglam and
 *       Temizel (2009), "Real-time adaptive camera tamper detection for video surveillance".
 *   <li><b>Turned</b>: the edges that there are do not lie where those of the learnt view lie, in
 *       the mean of all parts of the picture. That what was seen for long is compared with what is
 *       seen now is the idea of Ribnick et al. (2006), "Real-time detection of camera tampering".
 * </ul>
 *
 * <p>What goes on in the street changes some parts of the picture, light changes the strength of
 * edges and not their places: neither is enough. The view is learnt while all is well. So a camera
 * that was turned for good stays turned until it looks back, or its definition says where it looks
 * now; only where no definition says so, another view is taken over after {@value
 * #TAKEN_OVER_SECONDS} s.
 *
 * <p>It takes {@value #BYTES} bytes, on the heap as in a store.
 */
public final class ViewWatch {

  /** What the outlook of a camera is whose definition does not say where it looks. */
  public static final long NO_OUTLOOK = 0;

  /** Size of {@link #toBytes}. */
  static final int BYTES = 3_516;

  static final int FROZEN_SECONDS = 8;
  static final int TAKEN_OVER_SECONDS = 600;

  private static final byte FORMAT = 1;
  private static final long SECOND = 1_000_000;

  /** More often nothing new is seen, and each look costs. */
  private static final long INTERVAL_US = SECOND / 4;

  /** What was seen before a gap this long says nothing about what is seen after it. */
  private static final long GAP_US = 5 * SECOND;

  /** Fewer repeats may be a camera that sends a picture now and then. */
  private static final int FROZEN_REPEATS = 4;

  private static final double COVERED_GONE = .85;
  private static final double TURNED_AGREEMENT = .2;
  private static final double SAME_AGREEMENT = .35;

  private LearntView learnt = new LearntView();
  private StillPicture still = new StillPicture();
  private ViewCondition condition = ViewCondition.NORMAL;
  private ViewCondition suspected = ViewCondition.NORMAL;
  private boolean started;
  private long epoch;
  private long outlook;
  private long atUs;
  private long suspectedUs;
  private long toldUs;

  /** How it is, as told last. */
  public ViewCondition condition() {
    return condition;
  }

  /**
   * Whether it looks elsewhere than was learnt, as told or as the last look suggests: what rests on
   * where it looks can wait until that is sure.
   */
  public boolean seemsTurned() {
    return condition == ViewCondition.TURNED || suspected == ViewCondition.TURNED;
  }

  /**
   * Whether a picture of a moment is wanted.
   *
   * @param streamEpoch epoch of its stream
   * @param us event time, microseconds
   */
  public boolean isDue(long streamEpoch, long us) {
    return !started || streamEpoch != epoch || us - atUs >= INTERVAL_US;
  }

  /**
   * Looks at a picture.
   *
   * @param streamEpoch epoch of its stream
   * @param us event time, microseconds
   * @param lookout stands for where the definition of the camera says that it looks: when that
   *     changes the view is learnt anew; {@link #NO_OUTLOOK} where it does not say so
   */
  public Optional<ViewChange> look(long streamEpoch, long us, long lookout, ViewSample sample) {
    Optional<ViewChange> anew = begin(streamEpoch, us, lookout);
    atUs = us;
    still.look(us, sample);
    if (anew.isPresent()) {
      learnt.learn(sample);
      return anew;
    }
    return frozen().or(() -> judged(sample));
  }

  private Optional<ViewChange> begin(long streamEpoch, long us, long lookout) {
    boolean otherStream = started && streamEpoch != epoch;
    boolean otherOutlook = started && lookout != outlook;
    if (otherStream || Math.abs(us - atUs) > GAP_US) {
      still.forget();
      suspected = condition;
    }
    started = true;
    epoch = streamEpoch;
    outlook = lookout;
    if (otherOutlook) {
      return learnAnew(us, "its definition says where it looks now");
    }
    return otherStream && lookout == NO_OUTLOOK
        ? learnAnew(us, "a new stream begins")
        : Optional.empty();
  }

  private Optional<ViewChange> learnAnew(long us, String reason) {
    learnt = new LearntView();
    suspected = ViewCondition.NORMAL;
    return condition == ViewCondition.NORMAL
        ? Optional.empty()
        : Optional.of(told(ViewCondition.NORMAL, us, reason));
  }

  /** A lens that is covered may show nothing but black; that is not frozen. */
  private Optional<ViewChange> frozen() {
    if (condition == ViewCondition.FROZEN && still.repeats() == 0) {
      return Optional.of(told(ViewCondition.NORMAL, atUs, "the picture moves again"));
    }
    boolean isFrozen =
        still.repeats() >= FROZEN_REPEATS && atUs - still.sinceUs() >= FROZEN_SECONDS * SECOND;
    return isFrozen && condition == ViewCondition.NORMAL
        ? Optional.of(
            told(
                ViewCondition.FROZEN,
                still.sinceUs(),
                "the same picture for " + seconds(still.sinceUs()) + " s"))
        : Optional.empty();
  }

  private Optional<ViewChange> judged(ViewSample sample) {
    if (condition == ViewCondition.FROZEN) {
      return Optional.empty();
    }
    Likeness likeness = learnt.compare(sample);
    ViewCondition sign = learnt.isSettled() ? sign(likeness) : null;
    if (sign == null || sign == condition) {
      suspected = condition;
    } else if (sign != suspected) {
      suspected = sign;
      suspectedUs = atUs;
    } else if (atUs - suspectedUs >= patience(sign)) {
      return Optional.of(told(sign, suspectedUs, words(sign, likeness)));
    }
    if (condition == ViewCondition.NORMAL && suspected == ViewCondition.NORMAL) {
      learnt.learn(sample);
    }
    return outlook == NO_OUTLOOK
            && condition == ViewCondition.TURNED
            && atUs - toldUs >= TAKEN_OVER_SECONDS * SECOND
        ? learnAnew(atUs, "what it shows now has been taken over")
        : Optional.empty();
  }

  /**
   * What a picture looks like; null between two of them. Where edges are faint and in their places,
   * the light has gone and nothing else.
   */
  private static @Nullable ViewCondition sign(Likeness likeness) {
    if (likeness.agreement() > SAME_AGREEMENT) {
      return ViewCondition.NORMAL;
    }
    if (likeness.gone() >= COVERED_GONE) {
      return ViewCondition.COVERED;
    }
    return likeness.agreement() < TURNED_AGREEMENT ? ViewCondition.TURNED : null;
  }

  /** A lorry that fills the picture is soon gone; a hand before the lens is meant. */
  private static long patience(ViewCondition sign) {
    return sign == ViewCondition.TURNED ? 4 * SECOND : 2 * SECOND;
  }

  private static String words(ViewCondition sign, Likeness likeness) {
    return switch (sign) {
      case NORMAL -> "it shows again what was learnt";
      case FROZEN -> throw new IllegalArgumentException("one picture does not look frozen");
      case COVERED -> Math.round(100 * likeness.gone()) + " % of the edges are gone";
      case TURNED ->
          String.format(
              Locale.ROOT,
              "it shows something else than was learnt: agreement %.2f",
              likeness.agreement());
    };
  }

  private ViewChange told(ViewCondition now, long sinceUs, String reason) {
    condition = now;
    suspected = now;
    toldUs = atUs;
    return new ViewChange(now, sinceUs, reason);
  }

  private long seconds(long sinceUs) {
    return (atUs - sinceUs) / SECOND;
  }

  /** The state in a binary form of its own; its first byte tells the format. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES);
    try (DataOutputStream to = new DataOutputStream(bytes)) {
      to.writeByte(FORMAT);
      to.writeByte(condition.code());
      to.writeByte(suspected.code());
      to.writeBoolean(started);
      to.writeLong(epoch);
      to.writeLong(outlook);
      to.writeLong(atUs);
      to.writeLong(suspectedUs);
      to.writeLong(toldUs);
      learnt.write(to);
      still.write(to);
    } catch (IOException e) {
      throw new UncheckedIOException("a view can't be encoded", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The state that {@link #toBytes} was made from.
   *
   * @throws IllegalArgumentException when the bytes are of another format, or cut short
   */
  public static ViewWatch fromBytes(byte[] bytes) {
    try (DataInputStream from = new DataInputStream(new ByteArrayInputStream(bytes))) {
      StateFormat.require(FORMAT, from.readByte(), "view");
      ViewWatch watch = new ViewWatch();
      watch.condition = ViewCondition.ofCode(from.readByte());
      watch.suspected = ViewCondition.ofCode(from.readByte());
      watch.started = from.readBoolean();
      watch.epoch = from.readLong();
      watch.outlook = from.readLong();
      watch.atUs = from.readLong();
      watch.suspectedUs = from.readLong();
      watch.toldUs = from.readLong();
      watch.learnt = LearntView.read(from);
      watch.still = StillPicture.read(from);
      return watch;
    } catch (IOException e) {
      throw new IllegalArgumentException("view: cut short", e);
    }
  }
}
