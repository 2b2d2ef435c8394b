package dev.gantry.domain.anomaly;

import dev.gantry.domain.state.StateFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checks whether what the loop of a lane says of flow, speed and occupancy at one moment can all be
 * true: together they say how long the vehicles were. A queue changes all three, a loop that is out
 * of order one of them. That length is the average effective vehicle length by which traffic
 * centres screen their detectors (Turochy and Smith, Transportation Research Record 1727, 2000).
 *
 * <p>Nothing is learnt. Where vehicles creep or stand on the loop the three say nothing of lengths;
 * where none passed there is no speed. Readings of a moment may come in any order.
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

  /** Flow and occupancy are rounded: a vehicle is one, less or more by so much. */
  private static final double ROUNDING = 0.01;

  /** One in so many moments of the simulated city says so while nothing is wrong: one was seen. */
  private static final double ONCE_IN = 75_000;

  /** Moments of which not all is known yet. */
  private static final int MOST_OPEN = 8;

  /** Readings so much older than the newest are of another time: a replay. */
  private static final long ANOTHER_TIME_US = 3_600_000_000L;

  private static final byte FORMAT = 1;
  private static final double SECOND_US = 1e6;
  private static final double HOUR_SECONDS = 3600;

  /** What is known of moments that may become whole, by event time. */
  private final TreeMap<Long, EnumMap<Quantity, Double>> open = new TreeMap<>();

  private long newestUs;
  private long gapUs;
  private long gapBeforeUs;

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
   * Takes in a reading.
   *
   * @param atUs event time, microseconds; that of the others of its moment
   * @return what is wrong; empty while not all of its moment is known, and when it may be true
   */
  public Optional<Contradiction> take(Quantity quantity, long atUs, double value) {
    if (atUs < newestUs - ANOTHER_TIME_US) {
      open.clear();
      newestUs = 0;
      gapUs = 0;
      gapBeforeUs = 0;
    }
    Map<Quantity, Double> moment = moment(atUs);
    moment.put(quantity, value);
    goOnTo(atUs);
    Double flow = moment.get(Quantity.FLOW);
    Double speed = moment.get(Quantity.SPEED);
    Double occupancy = moment.get(Quantity.OCCUPANCY);
    if (flow == null || speed == null || occupancy == null) {
      return Optional.empty();
    }
    open.remove(atUs);
    return contradiction(flow, speed, occupancy);
  }

  private Map<Quantity, Double> moment(long atUs) {
    return open.computeIfAbsent(atUs, at -> new EnumMap<>(Quantity.class));
  }

  private void goOnTo(long atUs) {
    if (atUs > newestUs) {
      gapBeforeUs = gapUs;
      gapUs = newestUs == 0 ? 0 : atUs - newestUs;
      newestUs = atUs;
    }
    for (Iterator<Long> oldest = open.keySet().iterator(); open.size() > MOST_OPEN; ) {
      oldest.next();
      oldest.remove();
    }
  }

  private Optional<Contradiction> contradiction(double flow, double speed, double occupancy) {
    double seconds = (gapBeforeUs == 0 ? gapUs : Math.min(gapUs, gapBeforeUs)) / SECOND_US;
    double vehicles = flow * seconds / HOUR_SECONDS;
    if (speed < CREEPING || vehicles < 1 - ROUNDING) {
      return Optional.empty();
    }
    double metres = occupancy * speed * seconds;
    boolean tooLong = metres > LONGEST_METRES * (vehicles + UNCOUNTED);
    boolean tooShort = vehicles > SEVERAL - ROUNDING && metres < SHORTEST_METRES * vehicles;
    return tooLong || tooShort
        ? Optional.of(new Contradiction(metres / vehicles, vehicles, speed, occupancy))
        : Optional.empty();
  }

  /** Encodes it, in less than 400 bytes. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeLong(newestUs);
      out.writeLong(gapUs);
      out.writeLong(gapBeforeUs);
      out.writeByte(open.size());
      for (var moment : open.entrySet()) {
        out.writeLong(moment.getKey());
        for (Quantity quantity : Quantity.values()) {
          out.writeDouble(moment.getValue().getOrDefault(quantity, Double.NaN));
        }
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
  public static LoopCheck fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      StateFormat.require(FORMAT, in.readByte(), "loop check");
      LoopCheck check = new LoopCheck();
      check.newestUs = in.readLong();
      check.gapUs = in.readLong();
      check.gapBeforeUs = in.readLong();
      int moments = in.readByte();
      for (int i = 0; i < moments; i++) {
        Map<Quantity, Double> moment = check.moment(in.readLong());
        for (Quantity quantity : Quantity.values()) {
          double value = in.readDouble();
          if (!Double.isNaN(value)) {
            moment.put(quantity, value);
          }
        }
      }
      return check;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "loop check: expected more than the " + bytes.length + " bytes found", e);
    }
  }
}
