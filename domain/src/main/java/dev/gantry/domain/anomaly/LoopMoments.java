package dev.gantry.domain.anomaly;

import dev.gantry.domain.anomaly.LoopCheck.Quantity;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts together what the loop of a lane measured at one moment. Each of its three series comes in
 * the order of time; one may come behind another, since they lie apart. What comes out depends on
 * the readings alone, not on which of the series is ahead, unless one is by more than {@link
 * #MOST_OPEN} moments: then the older ones are lost.
 */
final class LoopMoments {

  /** Moments of which not all is known yet: as many as one series may be ahead of another. */
  static final int MOST_OPEN = 64;

  /** The same while one of the series was never heard: many loops measure no speed. */
  private static final int FEW_OPEN = 8;

  private static final double HOUR_SECONDS = 3600;

  /** What is known of moments that may become whole, by event time. */
  private final TreeMap<Long, Parts> open = new TreeMap<>();

  private final EnumMap<Quantity, Long> newestUs = new EnumMap<>(Quantity.class);
  private final MeasuringInterval interval;

  /** What is known of a moment. */
  private static final class Parts {

    private final EnumMap<Quantity, Double> values = new EnumMap<>(Quantity.class);

    /** How long it was measured, seconds; NaN before its flow is known, 0 when nobody knows. */
    private double seconds = Double.NaN;

    double value(Quantity quantity) {
      return values.getOrDefault(quantity, Double.NaN);
    }

    Optional<Moment> whole() {
      boolean isWhole = values.size() == Quantity.values().length && seconds > 0;
      return isWhole
          ? Optional.of(
              new Moment(
                  value(Quantity.FLOW) * seconds / HOUR_SECONDS,
                  value(Quantity.SPEED),
                  value(Quantity.OCCUPANCY),
                  seconds))
          : Optional.empty();
    }
  }

  LoopMoments() {
    this(new MeasuringInterval());
  }

  private LoopMoments(MeasuringInterval interval) {
    this.interval = interval;
  }

  /**
   * A moment of which all is known.
   *
   * @param vehicles that passed
   * @param speed of these, m/s
   * @param occupancy share of the time, 0 to 1
   * @param seconds of which this is measured, more than 0
   */
  record Moment(double vehicles, double speed, double occupancy, double seconds) {

    /** How much of the road the vehicles covered while they were over the loop, metres. */
    double metres() {
      return metresAt(occupancy);
    }

    /** The same had the occupancy been another. */
    double metresAt(double otherOccupancy) {
      return otherOccupancy * speed * seconds;
    }
  }

  /**
   * Takes in a reading; one that is no later than the last of its series is a repeated one.
   *
   * @return the moment that it makes whole, if it is known how long that was measured
   */
  Optional<Moment> take(Quantity quantity, long atUs, double value) {
    Long lastUs = newestUs.get(quantity);
    if (lastUs != null && atUs <= lastUs) {
      return Optional.empty();
    }
    newestUs.put(quantity, atUs);
    if (quantity == Quantity.FLOW && lastUs != null) {
      interval.add(atUs - lastUs);
    }
    Optional<Moment> whole = put(quantity, atUs, value);
    forgetPassed();
    return whole;
  }

  private Optional<Moment> put(Quantity quantity, long atUs, double value) {
    Parts parts = open.computeIfAbsent(atUs, at -> new Parts());
    parts.values.put(quantity, value);
    if (quantity == Quantity.FLOW) {
      parts.seconds = interval.seconds();
    }
    return parts.whole();
  }

  /** Where each of the series has gone on, a moment is whole or never will be. */
  private void forgetPassed() {
    boolean isHeard = newestUs.size() == Quantity.values().length;
    if (isHeard) {
      open.headMap(Collections.min(newestUs.values()), true).clear();
    }
    while (open.size() > (isHeard ? MOST_OPEN : FEW_OPEN)) {
      open.pollFirstEntry();
    }
  }

  /** Encodes it, in less than 3 KiB; in less than 200 bytes while each comes. */
  void write(DataOutputStream out) throws IOException {
    interval.write(out);
    for (Quantity quantity : Quantity.values()) {
      out.writeLong(newestUs.getOrDefault(quantity, Long.MIN_VALUE));
    }
    out.writeShort(open.size());
    for (var moment : open.entrySet()) {
      out.writeLong(moment.getKey());
      out.writeDouble(moment.getValue().seconds);
      for (Quantity quantity : Quantity.values()) {
        out.writeDouble(moment.getValue().value(quantity));
      }
    }
  }

  static LoopMoments read(DataInputStream in) throws IOException {
    LoopMoments moments = new LoopMoments(MeasuringInterval.read(in));
    for (Quantity quantity : Quantity.values()) {
      long newest = in.readLong();
      if (newest != Long.MIN_VALUE) {
        moments.newestUs.put(quantity, newest);
      }
    }
    int open = in.readShort();
    for (int i = 0; i < open; i++) {
      moments.readMoment(in);
    }
    return moments;
  }

  private void readMoment(DataInputStream in) throws IOException {
    Parts parts = new Parts();
    open.put(in.readLong(), parts);
    parts.seconds = in.readDouble();
    for (Quantity quantity : Quantity.values()) {
      double value = in.readDouble();
      if (!Double.isNaN(value)) {
        parts.values.put(quantity, value);
      }
    }
  }
}
