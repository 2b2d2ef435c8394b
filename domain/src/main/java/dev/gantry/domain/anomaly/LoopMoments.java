package dev.gantry.domain.anomaly;

import dev.gantry.domain.anomaly.LoopCheck.Quantity;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
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
  private final TreeMap<Long, EnumMap<Quantity, Double>> open = new TreeMap<>();

  /** How long each of these was measured, seconds, once its flow is known. */
  private final TreeMap<Long, Double> seconds = new TreeMap<>();

  private final EnumMap<Quantity, Long> newestUs = new EnumMap<>(Quantity.class);
  private final MeasuringInterval interval;

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
    Map<Quantity, Double> known = open(atUs);
    known.put(quantity, value);
    if (quantity == Quantity.FLOW) {
      seconds.put(atUs, interval.seconds());
    }
    return known.size() == Quantity.values().length ? moment(atUs, known) : Optional.empty();
  }

  private EnumMap<Quantity, Double> open(long atUs) {
    return open.computeIfAbsent(atUs, at -> new EnumMap<>(Quantity.class));
  }

  private Optional<Moment> moment(long atUs, Map<Quantity, Double> known) {
    double measured = seconds.getOrDefault(atUs, 0.);
    if (measured <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Moment(
            known.getOrDefault(Quantity.FLOW, 0.) * measured / HOUR_SECONDS,
            known.getOrDefault(Quantity.SPEED, 0.),
            known.getOrDefault(Quantity.OCCUPANCY, 0.),
            measured));
  }

  /** Where each of the series has gone on, a moment is whole or never will be. */
  private void forgetPassed() {
    boolean isHeard = newestUs.size() == Quantity.values().length;
    if (isHeard) {
      forgetUntil(Collections.min(newestUs.values()));
    }
    while (open.size() > (isHeard ? MOST_OPEN : FEW_OPEN)) {
      forgetUntil(open.firstKey());
    }
  }

  private void forgetUntil(long atUs) {
    open.headMap(atUs, true).clear();
    seconds.headMap(atUs, true).clear();
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
      out.writeDouble(seconds.getOrDefault(moment.getKey(), Double.NaN));
      for (Quantity quantity : Quantity.values()) {
        out.writeDouble(moment.getValue().getOrDefault(quantity, Double.NaN));
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
    long atUs = in.readLong();
    double measured = in.readDouble();
    if (!Double.isNaN(measured)) {
      seconds.put(atUs, measured);
    }
    Map<Quantity, Double> known = open(atUs);
    for (Quantity quantity : Quantity.values()) {
      double value = in.readDouble();
      if (!Double.isNaN(value)) {
        known.put(quantity, value);
      }
    }
  }
}
