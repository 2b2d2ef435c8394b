package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * Time that vehicles spent on a segment and the way they made there, summed over vehicles. In whole
 * micrometres, so that what is taken from one sum and added to another leaves nothing behind.
 *
 * @param us time, microseconds
 * @param timedUs the part of it in which the speed was known, microseconds
 * @param travelledUm way made in that part, micrometres
 */
public record Presence(long us, long timedUs, long travelledUm) {

  /** None. */
  public static final Presence NONE = new Presence(0, 0, 0);

  private static final double MICROS = 1e6;

  /** Time that a vehicle spent at a speed. */
  static Presence of(long us, OptionalDouble mps) {
    return new Presence(us, mps.isPresent() ? us : 0, Math.round(mps.orElse(0) * us));
  }

  /**
   * As records have it.
   *
   * @param travelledM way made, metres
   */
  public static Presence ofMetres(long us, long timedUs, double travelledM) {
    return new Presence(us, timedUs, Math.round(travelledM * MICROS));
  }

  /** Way made while the speed was known, metres. */
  public double travelledM() {
    return travelledUm / MICROS;
  }

  /**
   * Space-mean speed: way over time, summed over all vehicles (Edie, Discussion of traffic stream
   * measurements and definitions, 1963), m/s; 0 when no speed is known. Unlike the mean over
   * vehicles it is flow over density, and slow vehicles count for as long as they are there.
   */
  public double spaceMeanMps() {
    return timedUs == 0 ? 0 : (double) travelledUm / timedUs;
  }

  /** The sum of both. */
  public Presence plus(Presence other) {
    return new Presence(us + other.us, timedUs + other.timedUs, travelledUm + other.travelledUm);
  }

  /** This without another that is part of it. */
  public Presence minus(Presence other) {
    return new Presence(us - other.us, timedUs - other.timedUs, travelledUm - other.travelledUm);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(us);
    out.writeLong(timedUs);
    out.writeLong(travelledUm);
  }

  static Presence read(DataInput in) throws IOException {
    return new Presence(in.readLong(), in.readLong(), in.readLong());
  }
}
