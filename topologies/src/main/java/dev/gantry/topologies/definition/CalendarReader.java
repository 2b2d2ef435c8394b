package dev.gantry.topologies.definition;

import dev.gantry.domain.schedule.CalendarTimes;
import dev.gantry.domain.schedule.Exclusions;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads the days and times of day of a schedule. */
final class CalendarReader {

  private static final Map<String, DayOfWeek> DAYS = new LinkedHashMap<>();
  private static final Map<String, Month> MONTHS = new LinkedHashMap<>();

  static {
    for (DayOfWeek day : DayOfWeek.values()) {
      DAYS.put(day.name().toLowerCase(Locale.ROOT).substring(0, 3), day);
    }
    for (Month month : Month.values()) {
      MONTHS.put(month.name().toLowerCase(Locale.ROOT).substring(0, 3), month);
    }
  }

  private CalendarReader() {}

  /** What {@code calendar} says. */
  static Optional<CalendarTimes> calendar(Fields fields) {
    return fields
        .mapping("calendar", "{at, days_of_week, days_of_month, months}")
        .flatMap(CalendarReader::times);
  }

  private static Optional<CalendarTimes> times(Fields fields) {
    String expected = "times of day such as \"08:00\" or \"08:00:30\", in whole seconds";
    SortedSet<LocalTime> at = new TreeSet<>(list(fields, "at", expected, CalendarReader::time));
    if (fields.find("at").isEmpty()) {
      fields.missing("at", "a list of " + expected);
    }
    Set<DayOfWeek> days = days(fields);
    Set<Month> months = EnumSet.noneOf(Month.class);
    months.addAll(
        list(
            fields, "months", String.join(", ", MONTHS.keySet()), text -> MONTHS.get(lower(text))));
    List<Integer> ofMonth =
        list(fields, "days_of_month", "1 to 31, or -1 for the last", CalendarReader::dayOfMonth);
    fields.finish();
    return at.isEmpty()
        ? Optional.empty()
        : Optional.of(new CalendarTimes(months, new TreeSet<>(ofMonth), days, at));
  }

  /** What {@code exclude} says. */
  static Exclusions exclusions(Fields fields) {
    Optional<Fields> exclude = fields.mapping("exclude", "{dates, days_of_week}");
    if (exclude.isEmpty()) {
      return Exclusions.NONE;
    }
    List<Exclusions.Span> dates =
        list(
            exclude.get(),
            "dates",
            "days such as \"2026-12-24\", or spans such as \"2026-12-24/2026-12-31\"",
            CalendarReader::span);
    Set<DayOfWeek> days = days(exclude.get());
    exclude.get().finish();
    return new Exclusions(dates, days);
  }

  /** What {@code days_of_week} says. */
  static Set<DayOfWeek> days(Fields fields) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    days.addAll(
        list(
            fields,
            "days_of_week",
            String.join(", ", DAYS.keySet()),
            text -> DAYS.get(lower(text))));
    return days;
  }

  private static @Nullable LocalTime time(String text) {
    LocalTime time = parse(text, LocalTime::parse);
    return time == null || !time.equals(time.truncatedTo(ChronoUnit.SECONDS)) ? null : time;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static @Nullable Integer dayOfMonth(String text) {
    Integer day = parse(text, Integer::valueOf);
    return day == null || day == 0 || Math.abs(day) > 31 ? null : day;
  }

  private static Exclusions.@Nullable Span span(String text) {
    String[] ends = text.split("/", -1);
    LocalDate first = parse(ends[0], LocalDate::parse);
    LocalDate last = parse(ends[ends.length - 1], LocalDate::parse);
    return ends.length > 2 || first == null || last == null || last.isBefore(first)
        ? null
        : new Exclusions.Span(first, last);
  }

  private static <T> @Nullable T parse(String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (DateTimeParseException | NumberFormatException e) {
      return null;
    }
  }

  /** The elements of a list, each reported when the parser answers null. */
  private static <T> List<T> list(
      Fields fields, String name, String expected, Function<String, @Nullable T> parser) {
    return fields.elements(name, "a list of " + expected).stream()
        .flatMap(
            element -> {
              String text = element.node() instanceof ScalarNode scalar ? scalar.getValue() : "";
              T value = parser.apply(text);
              if (value == null) {
                fields.problems().at(element.node(), element.path(), expected);
              }
              return Optional.ofNullable(value).stream();
            })
        .toList();
  }
}
