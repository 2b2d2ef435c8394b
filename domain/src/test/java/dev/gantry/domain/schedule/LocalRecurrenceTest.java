package dev.gantry.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Worked out by hand from the policies. Clocks are put forward on 2026-03-29 at 01:00Z in Berlin
 * (02:00 becomes 03:00), on 2026-03-08 at 07:00Z in New York (02:00 becomes 03:00), on 2026-10-03
 * at 15:30Z on Lord Howe Island (02:00 becomes 02:30); back on 2026-10-25 at 01:00Z (03:00 becomes
 * 02:00), on 2026-11-01 at 06:00Z (02:00 becomes 01:00), and on 2026-04-04 at 15:00Z (02:00 becomes
 * 01:30). In Santiago midnight itself goes: forward on 2026-09-06 at 04:00Z (00:00 becomes 01:00),
 * back on 2026-04-05 at 03:00Z (00:00 becomes 23:00 of the day before); in Sydney forward on
 * 2026-10-03 at 16:00Z (02:00 becomes 03:00), back on 2026-04-04 at 16:00Z. Samoa left out
 * 2011-12-30, from 10:00Z of that day on.
 */
class LocalRecurrenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Europe/Berlin       | 02:30 | RUN_ONCE | 2026-03-28T00:00:00Z | 2026-03-28T01:30:00Z, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z
          Europe/Berlin       | 02:30 | SHIFT    | 2026-03-28T00:00:00Z | 2026-03-28T01:30:00Z, 2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z
          Europe/Berlin       | 02:30 | SKIP     | 2026-03-28T00:00:00Z | 2026-03-28T01:30:00Z, -2026-03-29T01:00:00Z[2026-03-29T02:30], 2026-03-30T00:30:00Z
          Europe/Berlin       | 02:00 | RUN_ONCE | 2026-03-28T02:00:00Z | 2026-03-29T01:00:00Z, 2026-03-30T00:00:00Z
          Europe/Berlin       | 03:00 | RUN_ONCE | 2026-03-28T02:00:00Z | 2026-03-29T01:00:00Z, 2026-03-30T01:00:00Z
          Europe/Berlin       | 02:00 02:30 | RUN_ONCE | 2026-03-28T02:00:00Z | 2026-03-29T01:00:00Z[2026-03-29T02:30], 2026-03-30T00:00:00Z
          Europe/Berlin       | 02:00 02:30 03:00 03:30 | RUN_ONCE | 2026-03-28T02:30:00Z | 2026-03-29T01:00:00Z[2026-03-29T02:00, 2026-03-29T02:30], 2026-03-29T01:30:00Z, 2026-03-30T00:00:00Z
          Europe/Berlin       | 02:00 02:30 03:00 03:30 | SHIFT    | 2026-03-28T02:30:00Z | 2026-03-29T01:00:00Z[2026-03-29T02:00], 2026-03-29T01:30:00Z[2026-03-29T02:30], 2026-03-30T00:00:00Z
          Europe/Berlin       | 02:00 02:30 03:00 03:30 | SKIP     | 2026-03-28T02:30:00Z | 2026-03-29T01:00:00Z[2026-03-29T02:00, 2026-03-29T02:30], 2026-03-29T01:30:00Z, 2026-03-30T00:00:00Z
          Europe/Berlin       | 02:45 03:15 | SHIFT | 2026-03-28T12:00:00Z | 2026-03-29T01:15:00Z, 2026-03-29T01:45:00Z, 2026-03-30T00:45:00Z
          America/New_York    | 02:30 | RUN_ONCE | 2026-03-07T00:00:00Z | 2026-03-07T07:30:00Z, 2026-03-08T07:00:00Z, 2026-03-09T06:30:00Z
          America/New_York    | 02:30 | SHIFT    | 2026-03-07T00:00:00Z | 2026-03-07T07:30:00Z, 2026-03-08T07:30:00Z, 2026-03-09T06:30:00Z
          Australia/Lord_Howe | 02:15 | RUN_ONCE | 2026-10-02T00:00:00Z | 2026-10-02T15:45:00Z, 2026-10-03T15:30:00Z, 2026-10-04T15:15:00Z
          Australia/Lord_Howe | 02:15 | SHIFT    | 2026-10-02T00:00:00Z | 2026-10-02T15:45:00Z, 2026-10-03T15:45:00Z, 2026-10-04T15:15:00Z
          America/Santiago    | 00:00 | RUN_ONCE | 2026-09-04T12:00:00Z | 2026-09-05T04:00:00Z, 2026-09-06T04:00:00Z, 2026-09-07T03:00:00Z
          America/Santiago    | 00:30 | RUN_ONCE | 2026-09-05T00:00:00Z | 2026-09-05T04:30:00Z, 2026-09-06T04:00:00Z, 2026-09-07T03:30:00Z
          America/Santiago    | 00:30 | SHIFT    | 2026-09-05T00:00:00Z | 2026-09-05T04:30:00Z, 2026-09-06T04:30:00Z, 2026-09-07T03:30:00Z
          America/Santiago    | 00:30 | SKIP     | 2026-09-05T00:00:00Z | 2026-09-05T04:30:00Z, -2026-09-06T04:00:00Z[2026-09-06T00:30], 2026-09-07T03:30:00Z
          Australia/Sydney    | 02:30 | RUN_ONCE | 2026-10-02T00:00:00Z | 2026-10-02T16:30:00Z, 2026-10-03T16:00:00Z, 2026-10-04T15:30:00Z
          Pacific/Apia        | 09:00 | RUN_ONCE | 2011-12-29T00:00:00Z | 2011-12-29T19:00:00Z, 2011-12-30T10:00:00Z, 2011-12-30T19:00:00Z
          Pacific/Apia        | 09:00 | SHIFT    | 2011-12-29T00:00:00Z | 2011-12-29T19:00:00Z, 2011-12-30T19:00:00Z[2011-12-30T09:00], 2011-12-31T19:00:00Z
          """)
  void shouldDoWithTimesThatClocksLeaveOutAsThePolicySays(
      String zone, String at, GapPolicy policy, Instant after, String expected) {
    // given
    LocalRecurrence daily =
        new LocalRecurrence(daily(at), ZoneId.of(zone), policy, RepeatPolicy.RUN_ONCE);

    // when
    List<String> found = texts(daily, after, expected.split(", -?(?=[0-9-]+T[0-9:]+Z)").length);

    // then
    assertThat(String.join(", ", found)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Europe/Berlin       | 02:30 | RUN_ONCE  | 2026-10-24T00:00:00Z | 2026-10-24T00:30:00Z, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z
          Europe/Berlin       | 02:30 | RUN_TWICE | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z, 2026-10-26T01:30:00Z
          Europe/Berlin       | 02:30 | RUN_ONCE  | 2026-10-25T01:10:00Z | 2026-10-26T01:30:00Z
          Europe/Berlin       | 02:00 03:00 | RUN_ONCE  | 2026-10-24T12:00:00Z | 2026-10-25T00:00:00Z, 2026-10-25T02:00:00Z
          Europe/Berlin       | 02:00 03:00 | RUN_TWICE | 2026-10-24T12:00:00Z | 2026-10-25T00:00:00Z, 2026-10-25T01:00:00Z, 2026-10-25T02:00:00Z
          America/New_York    | 01:30 | RUN_ONCE  | 2026-10-31T12:00:00Z | 2026-11-01T05:30:00Z, 2026-11-02T06:30:00Z
          America/New_York    | 01:30 | RUN_TWICE | 2026-10-31T12:00:00Z | 2026-11-01T05:30:00Z, 2026-11-01T06:30:00Z, 2026-11-02T06:30:00Z
          America/Santiago    | 23:30 | RUN_ONCE  | 2026-04-04T00:00:00Z | 2026-04-04T02:30:00Z, 2026-04-05T02:30:00Z, 2026-04-06T03:30:00Z
          America/Santiago    | 23:30 | RUN_TWICE | 2026-04-04T00:00:00Z | 2026-04-04T02:30:00Z, 2026-04-05T02:30:00Z, 2026-04-05T03:30:00Z, 2026-04-06T03:30:00Z
          America/Santiago    | 00:00 | RUN_TWICE | 2026-04-04T12:00:00Z | 2026-04-05T04:00:00Z, 2026-04-06T04:00:00Z
          Australia/Sydney    | 02:30 | RUN_TWICE | 2026-04-04T00:00:00Z | 2026-04-04T15:30:00Z, 2026-04-04T16:30:00Z, 2026-04-05T16:30:00Z
          Australia/Lord_Howe | 01:45 | RUN_ONCE  | 2026-04-04T00:00:00Z | 2026-04-04T14:45:00Z, 2026-04-05T15:15:00Z
          Australia/Lord_Howe | 01:45 | RUN_TWICE | 2026-04-04T00:00:00Z | 2026-04-04T14:45:00Z, 2026-04-04T15:15:00Z, 2026-04-05T15:15:00Z
          """)
  void shouldDoWithTimesThatClocksRepeatAsThePolicySays(
      String zone, String at, RepeatPolicy policy, Instant after, String expected) {
    // given
    LocalRecurrence daily =
        new LocalRecurrence(daily(at), ZoneId.of(zone), GapPolicy.RUN_ONCE, policy);

    // when
    List<String> found = texts(daily, after, expected.split(", ").length);

    // then
    assertThat(String.join(", ", found)).isEqualTo(expected);
  }

  @Test
  void shouldWaitForTheNextLeapDayAlsoBeyondACenturyWithoutOne() {
    // given
    LocalRecurrence leap =
        inUtc(new CalendarTimes(Set.of(Month.FEBRUARY), Set.of(29), Set.of(), times("12:00")));

    // when, then
    assertThat(texts(leap, Instant.parse("2026-01-01T00:00:00Z"), 2))
        .containsExactly("2028-02-29T12:00:00Z", "2032-02-29T12:00:00Z");
    assertThat(texts(leap, Instant.parse("2096-02-29T12:00:00Z"), 1))
        .containsExactly("2104-02-29T12:00:00Z");
  }

  @Test
  void shouldFindLeapDaysAcrossManyChangesOfTheClocks() {
    // given
    LocalRecurrence leap =
        new LocalRecurrence(
            new CalendarTimes(Set.of(Month.FEBRUARY), Set.of(29), Set.of(), times("12:00")),
            ZoneId.of("Europe/Berlin"),
            GapPolicy.RUN_ONCE,
            RepeatPolicy.RUN_ONCE);

    // when, then
    assertThat(texts(leap, Instant.parse("2026-01-01T00:00:00Z"), 1))
        .containsExactly("2028-02-29T11:00:00Z");
  }

  @Test
  void shouldCountDaysFromTheEndOfTheMonth() {
    // given
    LocalRecurrence last = inUtc(new CalendarTimes(Set.of(), Set.of(-1), Set.of(), times("00:00")));

    // when, then
    assertThat(texts(last, Instant.parse("2028-01-31T00:00:00Z"), 2))
        .containsExactly("2028-02-29T00:00:00Z", "2028-03-31T00:00:00Z");
  }

  @Test
  void shouldFindNothingWhereNoDayIsChosen() {
    // given
    LocalRecurrence never =
        new LocalRecurrence(
            new CalendarTimes(Set.of(Month.FEBRUARY), Set.of(30), Set.of(), times("00:00")),
            ZoneId.of("Europe/Berlin"),
            GapPolicy.RUN_ONCE,
            RepeatPolicy.RUN_ONCE);

    // when, then
    assertThat(never.next(Instant.parse("2026-01-01T00:00:00Z"))).isEmpty();
  }

  private static LocalRecurrence inUtc(LocalTimes times) {
    return new LocalRecurrence(times, ZoneId.of("UTC"), GapPolicy.RUN_ONCE, RepeatPolicy.RUN_ONCE);
  }

  private static CalendarTimes daily(String at) {
    return new CalendarTimes(Set.of(), Set.of(), Set.of(), times(at));
  }

  private static SortedSet<LocalTime> times(String at) {
    return new TreeSet<>(Arrays.stream(at.split(" ")).map(LocalTime::parse).toList());
  }

  /** As the tables have it: a minus where nothing runs, times that were left out in brackets. */
  private static List<String> texts(Recurrence recurrence, Instant after, int count) {
    List<String> texts = new ArrayList<>();
    Optional<Occurrence> next = recurrence.next(after);
    while (next.isPresent() && texts.size() < count) {
      Occurrence found = next.get();
      texts.add(
          (found.runs() ? "" : "-")
              + found.at()
              + (found.leftOut().isEmpty() ? "" : found.leftOut().toString()));
      next = recurrence.next(found.at());
    }
    return texts;
  }
}
