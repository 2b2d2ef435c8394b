package dev.gantry.domain.anomaly;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for people. */
final class Plain {

  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private static final double TRILLION = 1e12;

  private Plain() {}

  /** A number with four digits that count, such as 0.1235, 45 or 1.5e+09. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS);
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e9)) {
      return String.format(Locale.ROOT, "%.3g", value);
    }
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /**
   * A count with separators, such as 45,000; up to a trillion, which is more than anyone counts.
   */
  static String count(double value) {
    return value > TRILLION
        ? "more than " + count(TRILLION)
        : String.format(Locale.ROOT, "%,.0f", value);
  }
}
