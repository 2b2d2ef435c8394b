package dev.gantry.domain.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * Days on which nothing runs.
 *
 * @param dates spans of days
 * @param daysOfWeek days of the week
 */
public record Exclusions(List<Span> dates, Set<DayOfWeek> daysOfWeek) {

  /** No day. */
  public static final Exclusions NONE = new Exclusions(List.of(), Set.of());

  public Exclusions {
    dates = List.copyOf(dates);
    daysOfWeek = Set.copyOf(daysOfWeek);
  }

  /**
   * Days in a row.
   *
   * @param first the first
   * @param last the last, not before the first
   */
  public record Span(LocalDate first, LocalDate last) {

    public Span {
      if (last.isBefore(first)) {
        throw new IllegalArgumentException("expected " + first + " or a later day, found " + last);
      }
    }
  }

  /** Whether a day is one of them. */
  public boolean contains(LocalDate day) {
    return daysOfWeek.contains(day.getDayOfWeek())
        || dates.stream().anyMatch(s -> !day.isBefore(s.first()) && !day.isAfter(s.last()));
  }
}
