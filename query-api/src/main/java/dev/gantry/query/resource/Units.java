package dev.gantry.query.resource;

import dev.gantry.domain.geometry.Speeds;
import dev.gantry.domain.time.Micros;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From the units of the topics to those of the screen. */
final class Units {

  private Units() {}

  /** Metres per second as km/h, to a hundredth. */
  static double kmh(double mps) {
    return round(Speeds.toKmh(mps), 100);
  }

  /** Metres, to a centimetre. */
  static double metres(double value) {
    return round(value, 100);
  }

  /** Pixels, degrees or a rate, to a tenth. */
  static double tenth(double value) {
    return round(value, 10);
  }

  /** A share or a score, to a thousandth. */
  static double share(double value) {
    return round(value, 1000);
  }

  static Instant time(long micros) {
    return Micros.toInstant(micros);
  }

  /** A time; null for 0, which stands for none. */
  static @Nullable Instant timeOrNull(long micros) {
    return micros == 0 ? null : time(micros);
  }

  static @Nullable String textOrNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static double round(double value, double steps) {
    return Math.round(value * steps) / steps;
  }
}
