package dev.gantry.topologies.definition;

import dev.gantry.domain.schedule.GapPolicy;
import dev.gantry.domain.schedule.IntervalRecurrence;
import dev.gantry.domain.schedule.LocalRecurrence;
import dev.gantry.domain.schedule.LocalTimes;
import dev.gantry.domain.schedule.OverlapPolicy;
import dev.gantry.domain.schedule.Recurrence;
import dev.gantry.domain.schedule.RepeatPolicy;
import dev.gantry.domain.schedule.Schedule;
import dev.gantry.domain.schedule.TaskTemplate;
import dev.gantry.domain.task.TaskState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads a document of kind schedule. */
final class ScheduleReader {

  private static final Duration CATCH_UP = Duration.ofHours(1);
  private static final LocalDateTime LONG_AGO = LocalDateTime.of(2000, 1, 1, 0, 0);
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.-]{0,63}");

  /** Characters of a title and the like: names that are written again and again. */
  private static final int LONGEST_TEXT = 512;

  /** Of a payload, so that a run's task has room for what is said of it later. */
  private static final int MOST_NAMES = 128;

  private static final int MOST_BYTES = 64 * 1024;

  /** Names that each run says itself, and what to write instead. */
  private static final Map<String, String> OF_RUNS = ofRuns();

  private static final List<String> RECURRENCES = List.of("cron", "every", "calendar");

  private ScheduleReader() {}

  private static Map<String, String> ofRuns() {
    Map<String, String> names = new TreeMap<>();
    for (String name : List.of("title", "assignee")) {
      names.put(name, "it is a field of the task");
    }
    names.put(TaskState.DUE_AT, "due_after of the task says when it is due");
    for (String name : List.of("cause", "reason", "schedule_version", "scheduled_for", "status")) {
      names.put(name, "each run says it itself");
    }
    return names;
  }

  /** The schedule; of no use when a problem was reported. */
  static Optional<Schedule> read(Fields fields, int version) {
    Optional<String> id = fields.id("id");
    ZoneId zone = Instants.zone(fields);
    Optional<Recurrence> recurrence = recurrence(fields, zone);
    Instants.Span span = Instants.span(fields, "start", "end");
    var exclusions = CalendarReader.exclusions(fields);
    OverlapPolicy overlap =
        fields.choice("overlap", words(OverlapPolicy.values())).orElse(OverlapPolicy.SKIP);
    Duration catchUp = fields.duration("catchup_window").orElse(CATCH_UP);
    Duration jitter = fields.duration("jitter").orElse(Duration.ZERO);
    Optional<TaskTemplate> task = task(fields);
    fields.finish();
    if (id.isEmpty() || recurrence.isEmpty() || task.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Schedule(
            id.get(),
            version,
            recurrence.get(),
            zone,
            exclusions,
            span.start(),
            span.end(),
            overlap,
            catchUp,
            jitter,
            task.get()));
  }

  private static Optional<Recurrence> recurrence(Fields fields, ZoneId zone) {
    Optional<GapPolicy> gap = fields.choice("dst_gap", words(GapPolicy.values()));
    Optional<RepeatPolicy> repeat = fields.choice("dst_repeat", words(RepeatPolicy.values()));
    List<String> given = new ArrayList<>(RECURRENCES);
    given.removeIf(name -> fields.find(name).isEmpty());
    if (given.isEmpty()) {
      fields.missing("cron", "one of cron, every and calendar");
      return Optional.empty();
    }
    if (given.size() > 1) {
      fields.refuse(given.get(1), "one of cron, every and calendar", "it beside " + given.get(0));
      return Optional.empty();
    }
    if (given.get(0).equals("every")) {
      return interval(fields);
    }
    Optional<? extends LocalTimes> times =
        given.get(0).equals("cron") ? cron(fields) : CalendarReader.calendar(fields);
    if (times.isPresent() && times.get().next(LONG_AGO).isEmpty()) {
      fields.refuse(given.get(0), "a time that comes, unlike 30 February");
    }
    return times.map(
        found ->
            new LocalRecurrence(
                found, zone, gap.orElse(GapPolicy.RUN_ONCE), repeat.orElse(RepeatPolicy.RUN_ONCE)));
  }

  private static Optional<LocalTimes> cron(Fields fields) {
    return fields
        .text("cron")
        .flatMap(
            expression -> {
              try {
                return Optional.of(CronTimes.parse(expression));
              } catch (IllegalArgumentException e) {
                fields.refuse(
                    "cron",
                    "a cron expression such as '0 8 * * 1-5'",
                    Problems.quote(expression) + " (" + e.getMessage() + ")");
                return Optional.empty();
              }
            });
  }

  private static Optional<Recurrence> interval(Fields fields) {
    Duration offset = fields.duration("offset").orElse(Duration.ZERO);
    for (String policy : List.of("dst_gap", "dst_repeat")) {
      fields.refuse(policy, "nothing beside every, which knows no local time");
    }
    return fields
        .duration("every")
        .flatMap(
            every -> {
              if (every.compareTo(Duration.ofSeconds(1)) < 0 || !isWhole(every)) {
                fields.refuse("every", "whole seconds, 1s or more");
                return Optional.empty();
              }
              if (!isWhole(offset)) {
                fields.refuse("offset", "whole seconds");
                return Optional.empty();
              }
              if (offset.compareTo(every) >= 0) {
                fields.refuse("offset", "less than every");
                return Optional.empty();
              }
              return Optional.of(new IntervalRecurrence(every, offset));
            });
  }

  /** Runs are named by their second. */
  private static boolean isWhole(Duration duration) {
    return duration.equals(duration.truncatedTo(ChronoUnit.SECONDS));
  }

  private static Optional<TaskTemplate> task(Fields fields) {
    String expected = "{title, assignee, site, due_after, payload}";
    if (fields.find("task").isEmpty()) {
      fields.missing("task", expected);
    }
    return fields
        .mapping("task", expected)
        .map(
            inner -> {
              Optional<String> title =
                  shortText(inner, "title", inner.requiredText("title", "what is to be done"));
              TaskTemplate task =
                  new TaskTemplate(
                      title.orElse(""),
                      shortText(inner, "assignee", inner.text("assignee")).orElse(""),
                      shortText(inner, "site", inner.text("site")).orElse(""),
                      dueAfter(inner),
                      payload(inner));
              inner.finish();
              return task;
            });
  }

  private static Optional<String> shortText(Fields task, String name, Optional<String> text) {
    if (text.filter(given -> given.length() > LONGEST_TEXT).isEmpty()) {
      return text;
    }
    task.refuse(
        name,
        "at most " + LONGEST_TEXT + " characters",
        text.map(String::length).orElse(0) + " characters");
    return Optional.empty();
  }

  private static Optional<Duration> dueAfter(Fields task) {
    Optional<Duration> after = task.duration("due_after");
    if (after.filter(Duration::isZero).isPresent()) {
      task.refuse("due_after", "more than 0", "0");
    }
    return after;
  }

  private static SortedMap<String, String> payload(Fields task) {
    SortedMap<String, String> payload =
        task.textMap("payload", NAME, "names of letters, digits, '_', '.', '-'");
    if (payload.size() > MOST_NAMES) {
      task.refuse("payload", "at most " + MOST_NAMES + " names", payload.size() + " names");
    }
    int bytes =
        payload.entrySet().stream()
            .mapToInt(entry -> bytes(entry.getKey()) + bytes(entry.getValue()))
            .sum();
    if (bytes > MOST_BYTES) {
      task.refuse("payload", "at most " + MOST_BYTES + " bytes", bytes + " bytes");
    }
    if (!Collections.disjoint(payload.keySet(), OF_RUNS.keySet())) {
      task.mapping("payload", "names and texts").ifPresent(ScheduleReader::refuseNamesOfRuns);
    }
    return payload;
  }

  private static void refuseNamesOfRuns(Fields payload) {
    OF_RUNS.forEach((name, instead) -> payload.refuse(name, "another name: " + instead));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static <E extends Enum<E>> Map<String, E> words(E[] values) {
    Map<String, E> words = new TreeMap<>();
    Arrays.stream(values).forEach(value -> words.put(value.name().toLowerCase(Locale.ROOT), value));
    return words;
  }
}
