package dev.gantry.domain.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Times of day on chosen days. A day is chosen when its month, its day of the month and its day of
 * the week all are; an empty set chooses all.
 *
 * @param months months
 * @param daysOfMonth 1 to 31, or -1 for the last, -2 for the one before ...; a month without such a
 *     day has none
 * @param daysOfWeek days of the week
 * @param at times of day, to the second; not empty
 */
public record CalendarTimes(
    Set<Month> months, Set<Integer> daysOfMonth, Set<DayOfWeek> daysOfWeek, SortedSet<LocalTime> at)
    implements LocalTimes {

  /** Every 29 February that is a Monday, say, comes within 40 years. */
  private static final int MOST_DAYS = 41 * 366;

  public CalendarTimes {
    if (at.isEmpty()) {
      throw new IllegalArgumentException("at: expected a time of day or several, found none");
    }
    months = Set.copyOf(months);
    daysOfMonth = Set.copyOf(daysOfMonth);
    daysOfWeek = Set.copyOf(daysOfWeek);
    at = Collections.unmodifiableSortedSet(new TreeSet<>(at));
  }

  @Override
  public Optional<LocalDateTime> next(LocalDateTime after) {
    LocalDate day = after.toLocalDate();
    for (int i = 0; i < MOST_DAYS; i++) {
      if (isChosen(day)) {
        for (LocalTime time : at) {
          LocalDateTime candidate = day.atTime(time);
          if (candidate.isAfter(after)) {
            return Optional.of(candidate);
          }
        }
      }
      day = day.plusDays(1);
    }
    return Optional.empty();
  }

  private boolean isChosen(LocalDate day) {
    int fromTheEnd = day.getDayOfMonth() - day.lengthOfMonth() - 1;
    return (months.isEmpty() || months.contains(day.getMonth()))
        && (daysOfWeek.isEmpty() || daysOfWeek.contains(day.getDayOfWeek()))
        && (daysOfMonth.isEmpty()
            || daysOfMonth.contains(day.getDayOfMonth())
            || daysOfMonth.contains(fromTheEnd));
  }
}
