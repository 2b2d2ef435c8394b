package dev.gantry.domain.anomaly;

import dev.gantry.domain.anomaly.LoopMoments.Moment;
import dev.gantry.domain.state.StateFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Checks whether what the loop of a lane says of flow, speed and occupancy at one moment can all be
 * true: together they say how long the vehicles were. A queue changes all three, a loop that is out
 * of order one of them. That length is the average effective vehicle length by which traffic
 * centres screen their detectors (Turochy and Smith, Transportation Research Record 1727, 2000).
 *
 * <p>Where vehicles creep or stand on the loop the three say nothing of lengths; where none passed
 * there is no speed. All that is learnt is how often a loop contradicts itself: one at a stop line,
 * on which vehicles stand that crossed others quickly, does so all the time.
 */
public final class LoopCheck {

  /** What a loop measures. */
  public enum Quantity {
    /** Vehicles an hour. */
    FLOW,
    /** Their mean speed, m/s. */
    SPEED,
    /** Share of the time in which a vehicle is over the loop, 0 to 1. */
    OCCUPANCY
  }

  /** Longest vehicles on roads, and a loop of two metres. */
  static final double LONGEST_METRES = 22;

  /** A bicycle covers a loop for as long; a loop may be shorter. */
  static final double SHORTEST_METRES = 2;

  /** Slower ones stand on it in between, m/s. */
  private static final double CREEPING = 3;

  /** Vehicles from which their mean length is surely no less than the shortest. */
  private static final double SEVERAL = 3;

  /**
   * Vehicles that may be on the loop and not be counted: one that was overlooked, and one that came
   * before or goes on after.
   */
  private static final double UNCOUNTED = 2;

  /** Flow is rounded: a vehicle is one, less or more by so much. */
  private static final double ROUNDING = 0.01;

  /** Occupancy may be told in whole percent, cut off. */
  private static final double PERCENT = 0.01;

  /** In so many moments of the simulated city none says so while nothing is wrong. */
  private static final double ONCE_IN = 75_000;

  /** Moments that count for how often a loop contradicts itself: two hours of those of 30 s. */
  private static final double MEMORY = 240;

  /** What one moment in so many says is usual, and not told any more. */
  private static final double USUAL = 1 / 5.;

  private static final byte FORMAT = 2;

  private final LoopMoments moments;

  /** Share of the moments, of late, in which it contradicted itself. */
  private double share;

  /** One of a loop that was never heard. */
  public LoopCheck() {
    this(new LoopMoments());
  }

  private LoopCheck(LoopMoments moments) {
    this.moments = moments;
  }

  /**
   * What can't be true.
   *
   * @param metres how long each vehicle would have been
   * @param vehicles that passed
   * @param speed of these, m/s
   * @param occupancy share of the time, 0 to 1
   */
  public record Contradiction(double metres, double vehicles, double speed, double occupancy) {

    /** How unusual it is, 0 to 1. */
    public double score(AnomalySettings settings) {
      return settings.scoreOf(ONCE_IN);
    }

    /** Least length that may be, metres. */
    public double least() {
      return SHORTEST_METRES;
    }

    /** Largest length that may be, metres. */
    public double most() {
      return LONGEST_METRES;
    }

    /** The length that may be and is nearest, metres. */
    public double nearest() {
      return metres > LONGEST_METRES ? LONGEST_METRES : SHORTEST_METRES;
    }

    /** Why, in words and numbers. */
    public String reason() {
      return "%s at %s m/s cover the loop for %s of the time: %s m each"
          .formatted(
              Plain.number(vehicles) + (vehicles < 1.5 ? " vehicle" : " vehicles"),
              Plain.number(speed),
              Plain.number(occupancy),
              Plain.number(metres));
    }
  }

  /**
   * Takes in a reading. Those of one quantity come in the order of time; those of a moment have the
   * same time, and come in any order.
   *
   * @param atUs event time, microseconds
   * @return what is wrong; empty while not all of its moment is known, when it may be true, and
   *     when this loop contradicts itself all the time
   */
  public Optional<Contradiction> take(Quantity quantity, long atUs, double value) {
    return moments
        .take(quantity, atUs, value)
        .filter(LoopCheck::speaksOfLengths)
        .flatMap(this::tell);
  }

  private static boolean speaksOfLengths(Moment moment) {
    return moment.speed() >= CREEPING && moment.vehicles() >= 1 - ROUNDING;
  }

  private Optional<Contradiction> tell(Moment moment) {
    Optional<Contradiction> wrong = contradiction(moment);
    boolean isUsual = share > USUAL;
    share += ((wrong.isPresent() ? 1 : 0) - share) / MEMORY;
    return isUsual ? Optional.empty() : wrong;
  }

  private static Optional<Contradiction> contradiction(Moment moment) {
    double vehicles = moment.vehicles();
    boolean tooLong = moment.metres() > LONGEST_METRES * (vehicles + UNCOUNTED);
    boolean tooShort =
        vehicles > SEVERAL - ROUNDING
            && moment.metresAt(moment.occupancy() + PERCENT) < SHORTEST_METRES * vehicles;
    return tooLong || tooShort
        ? Optional.of(
            new Contradiction(
                moment.metres() / vehicles, vehicles, moment.speed(), moment.occupancy()))
        : Optional.empty();
  }

  /** Encodes it, in less than 3 KiB; in less than 200 bytes while each series comes. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeDouble(share);
      moments.write(out);
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
  public static LoopCheck fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      StateFormat.require(FORMAT, in.readByte(), "loop check");
      double share = in.readDouble();
      LoopCheck check = new LoopCheck(LoopMoments.read(in));
      check.share = share;
      return check;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "loop check: expected more than the " + bytes.length + " bytes found", e);
    }
  }
}
