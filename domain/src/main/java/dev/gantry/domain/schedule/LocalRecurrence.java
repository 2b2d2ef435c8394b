package dev.gantry.domain.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Local times in a time zone. Between two changes of the zone's clocks a local time is one moment;
 * the policies say what becomes of those that such a change leaves out or repeats. Of two local
 * times that fall on one moment only one runs.
 *
 * @param times the local times
 * @param zone their time zone
 * @param gap what becomes of times that are left out
 * @param repeat what becomes of times that come twice
 */
public record LocalRecurrence(LocalTimes times, ZoneId zone, GapPolicy gap, RepeatPolicy repeat)
    implements Recurrence {

  /** Clocks were never changed by more: Samoa once left out a day. */
  private static final Duration LARGEST_CHANGE = Duration.ofDays(2);

  @Override
  public Optional<Occurrence> next(Instant after) {
    Instant bound = after.truncatedTo(ChronoUnit.SECONDS);
    Stretch stretch = Stretch.around(zone.getRules(), bound);
    while (true) {
      Optional<Occurrence> found = first(stretch, bound);
      if (found.isPresent() || stretch.end == null) {
        return found;
      }
      Optional<LocalDateTime> next = times.next(stretch.local(bound));
      if (next.isEmpty()) {
        return Optional.empty();
      }
      Instant near = next.get().toInstant(stretch.offset).minus(LARGEST_CHANGE);
      Instant end = stretch.end.getInstant();
      bound = near.isAfter(end) ? near : end.minusSeconds(1);
      stretch = Stretch.around(zone.getRules(), near.isAfter(end) ? near : end);
    }
  }

  /** The first occurrence of a stretch that is later than a bound. */
  private Optional<Occurrence> first(Stretch stretch, Instant bound) {
    Optional<Instant> regular = regular(stretch, bound);
    Optional<Occurrence> moved = moved(stretch, bound);
    if (moved.isEmpty()) {
      return regular.map(Occurrence::run);
    }
    if (regular.isEmpty() || moved.get().at().isBefore(regular.get())) {
      return moved;
    }
    return moved.get().at().equals(regular.get())
        ? Optional.of(new Occurrence(regular.get(), true, all(stretch, moved.get())))
        : regular.map(Occurrence::run);
  }

  /** A time that the clocks show, and not for the second time unless that counts. */
  private Optional<Instant> regular(Stretch stretch, Instant bound) {
    LocalDateTime after = stretch.local(bound);
    ZoneOffsetTransition begin = stretch.begin;
    if (begin != null && begin.isOverlap() && repeat == RepeatPolicy.RUN_ONCE) {
      LocalDateTime repeated = begin.getDateTimeBefore().minusSeconds(1);
      after = after.isBefore(repeated) ? repeated : after;
    }
    return times
        .next(after)
        .filter(time -> stretch.end == null || time.isBefore(stretch.end.getDateTimeBefore()))
        .map(time -> time.toInstant(stretch.offset));
  }

  /** What becomes of the times that were left out where a stretch begins. */
  private Optional<Occurrence> moved(Stretch stretch, Instant bound) {
    ZoneOffsetTransition begin = stretch.begin;
    if (begin == null || !begin.isGap()) {
      return Optional.empty();
    }
    if (gap == GapPolicy.SHIFT) {
      return times
          .next(LocalDateTime.ofEpochSecond(bound.getEpochSecond(), 0, begin.getOffsetBefore()))
          .filter(time -> !time.isBefore(begin.getDateTimeBefore()))
          .filter(time -> time.isBefore(begin.getDateTimeAfter()))
          .map(time -> Occurrence.run(time.toInstant(begin.getOffsetBefore())));
    }
    List<LocalDateTime> lost = lost(begin);
    if (lost.isEmpty() || !begin.getInstant().isAfter(bound)) {
      return Optional.empty();
    }
    boolean runs = gap == GapPolicy.RUN_ONCE;
    return Optional.of(
        new Occurrence(begin.getInstant(), runs, runs ? lost.subList(1, lost.size()) : lost));
  }

  /** All left out times of a moment at which another runs. */
  private List<LocalDateTime> all(Stretch stretch, Occurrence moved) {
    ZoneOffsetTransition begin = stretch.begin;
    if (begin == null) {
      return List.of();
    }
    return gap == GapPolicy.SHIFT
        ? List.of(LocalDateTime.ofInstant(moved.at(), begin.getOffsetBefore()))
        : lost(begin);
  }

  private List<LocalDateTime> lost(ZoneOffsetTransition begin) {
    List<LocalDateTime> lost = new ArrayList<>();
    Optional<LocalDateTime> time = times.next(begin.getDateTimeBefore().minusSeconds(1));
    while (time.isPresent() && time.get().isBefore(begin.getDateTimeAfter())) {
      lost.add(time.get());
      time = times.next(time.get());
    }
    return lost;
  }

  /**
   * A time between two changes of the clocks.
   *
   * @param begin change at its beginning; null when there was none before
   * @param offset of local time from UTC
   * @param end change at its end; null when none follows
   */
  private record Stretch(
      @Nullable ZoneOffsetTransition begin, ZoneOffset offset, @Nullable ZoneOffsetTransition end) {

    static Stretch around(ZoneRules rules, Instant moment) {
      return new Stretch(
          rules.previousTransition(moment.plusNanos(1)),
          rules.getOffset(moment),
          rules.nextTransition(moment));
    }

    LocalDateTime local(Instant moment) {
      return LocalDateTime.ofInstant(moment, offset);
    }
  }
}
