package dev.gantry.app.command;

import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads times as they stand in records: {@code 2026-02-08T10:00:00Z}. */
final class TimeConverter implements ITypeConverter<Instant> {

  /** Records hold microseconds since 1970, and what is shown of them has years of four digits. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  @Override
  public Instant convert(String text) {
    try {
      Instant time = Instant.parse(text);
      if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LAST)) {
        return time;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw new TypeConversionException(
        "expected a time of 1970 to 9999 such as 2026-02-08T10:00:00Z; found '" + text + "'");
  }
}
