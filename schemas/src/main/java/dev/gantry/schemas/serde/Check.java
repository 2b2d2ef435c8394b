package dev.gantry.schemas.serde;

import java.util.Set;

/** Single checks, each throwing with field, expectation and finding. Nothing is boxed when good. */
final class Check {

  /** 1971-01-01: anything earlier is a time in seconds or milliseconds, or none at all. */
  static final long EARLIEST_US = 31_536_000_000_000L;

  /** 2200-01-01: anything later is a time in nanoseconds. */
  static final long LATEST_US = 7_258_118_400_000_000L;

  private Check() {}

  /** A fault whose finding is a value: text is quoted. */
  static MalformedRecordException invalid(String field, String expected, Object found) {
    return fault(field, expected, Texts.quoted(found));
  }

  /** A fault whose finding is said in words. */
  static MalformedRecordException fault(String field, String expected, String found) {
    return new MalformedRecordException(new MalformedRecordException.Fault(field, expected, found));
  }

  static void present(String field, String value) {
    if (value.isBlank()) {
      throw invalid(field, "a non-blank text", value);
    }
  }

  /** An id: state and topics are keyed by it, so it is short and has no control characters. */
  static void id(String field, String value) {
    present(field, value);
    TextLimits.requireName(field, value);
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ') {
        throw invalid(field, "an id without control characters", value);
      }
    }
  }

  static void atLeast(String field, long value, long least) {
    if (value < least) {
      throw invalid(field, least + " or more", value);
    }
  }

  static void atMost(String field, long value, long most) {
    if (value > most) {
      throw invalid(field, most + " or less", value);
    }
  }

  static void within(String field, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw invalid(field, low + " to " + high, value);
    }
  }

  static void finite(String field, double value) {
    if (!Double.isFinite(value)) {
      throw invalid(field, "a finite number", value);
    }
  }

  static void notNegative(String field, double value) {
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      throw invalid(field, "a finite number, 0 or more", value);
    }
  }

  static void positive(String field, double value) {
    if (!(value > 0 && value <= Double.MAX_VALUE)) {
      throw invalid(field, "a finite number above 0", value);
    }
  }

  /** An event time that must be there. */
  static void eventTime(String field, long micros) {
    if (micros < EARLIEST_US || micros > LATEST_US) {
      throw invalid(field, "a time of 1971 to 2200 in microseconds since 1970", micros);
    }
  }

  /** A time that may be absent, 0. */
  static void optionalTime(String field, long micros) {
    if (micros != 0) {
      eventTime(field, micros);
    }
  }

  static void oneOf(String field, String value, Set<String> known) {
    if (!known.contains(value)) {
      throw invalid(field, "one of " + String.join(", ", known), value);
    }
  }

  static void known(String field, Enum<?> value, Enum<?> unknown) {
    if (value == unknown) {
      throw invalid(field, "a known symbol other than " + unknown, value);
    }
  }

  static void hash(String field, int length, int expected) {
    if (length != 0 && length != expected) {
      throw fault(field, expected + " bytes or none", length + " bytes");
    }
  }
}
