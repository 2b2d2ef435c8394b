package dev.gantry.bench.faults;

import dev.gantry.ingest.StreamSettings;
import dev.gantry.ingest.city.camera.CameraDefinitions;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.AuthOutcome;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TimeMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sign-ins and tasks of a crowd: at each tick the same for the same seed. Each sign-in has the
 * number of its event id; each task is opened at one tick and lives through the next ones.
 */
final class CrowdEvents {

  /** Event time from tick to tick, milliseconds. */
  static final long TICK_MS = 100;

  /** Sign-ins of a tick. */
  static final int SIGN_INS = 4;

  /** What event ids of sign-ins begin with, before their number. */
  static final String SIGN_IN = "crowd-sign-in-";

  /** What ids of tasks begin with, before the tick at which they were opened. */
  static final String TASK = "crowd-task-";

  private static final int ACCOUNTS = 300;
  private static final int SOURCES = 60;

  /** Sign-ins in a row that may be one attack, on one account or on many. */
  private static final int ATTACK = 8;

  private static final int UPDATED_AFTER = 10;
  private static final int DONE_AFTER = 30;
  private static final int DUE_AFTER = 50;
  private static final int DONE_LATE_AFTER = 80;
  private static final int DONE_AGAIN_AFTER = 120;

  private final CrowdDraws draws;

  /** Schedules of tasks. */
  private final List<String> routes = CrowdNames.oneAPartition("crowd-route-");

  /** What becomes of a task; one that is done late is told to be done twice. */
  private enum Fate {
    DONE_IN_TIME,
    DONE_LATE,
    NEVER_DONE
  }

  CrowdEvents(long seed) {
    this.draws = new CrowdDraws(seed);
  }

  /** The sign-ins of a tick, 0 or more. */
  List<AuthEvent> signIns(long tick) {
    List<AuthEvent> events = new ArrayList<>();
    for (int i = 0; i < SIGN_INS; i++) {
      events.add(signIn(tick, tick * SIGN_INS + i));
    }
    return events;
  }

  private AuthEvent signIn(long tick, long number) {
    long row = number / ATTACK;
    long attack = draws.below(8, "attack", row);
    boolean guessing = attack == 0;
    boolean attacked = guessing || attack == 1;
    long who = draws.below(ACCOUNTS, "account", guessing ? row : number);
    long where = attacked ? draws.below(SOURCES, "attacker", row) : SOURCES + who;
    boolean failed = attacked || draws.below(10, "failure", number) == 0;
    return AuthEvent.newBuilder()
        .setEventId(SIGN_IN + number)
        .setType(failed ? "login.failed" : "login.succeeded")
        .setPrincipal("crowd-" + who)
        .setOutcome(failed ? AuthOutcome.FAILURE : AuthOutcome.SUCCESS)
        .setSourceAddress("10.1.%d.%d".formatted(where / 200, where % 200))
        .setService("crowd")
        .setSite(CameraDefinitions.SITE)
        .setOccurredAtUs(atUs(tick))
        .setTimeMode(TimeMode.REPLAY)
        .build();
  }

  /** What happens to tasks at a tick: one is opened, others are changed, done, or done twice. */
  List<TaskEvent> tasks(long tick) {
    List<TaskEvent> events = new ArrayList<>();
    events.add(task(tick, tick, "created"));
    later(events, tick, UPDATED_AFTER, "updated", EnumSet.allOf(Fate.class));
    later(events, tick, DONE_AFTER, "completed", EnumSet.of(Fate.DONE_IN_TIME));
    later(events, tick, DONE_LATE_AFTER, "completed", EnumSet.of(Fate.DONE_LATE));
    later(events, tick, DONE_AGAIN_AFTER, "completed", EnumSet.of(Fate.DONE_LATE));
    return events;
  }

  private void later(
      List<TaskEvent> events, long tick, int after, String what, Set<Fate> concerned) {
    long opened = tick - after;
    if (opened >= 0 && concerned.contains(fate(opened))) {
      events.add(task(opened, tick, what));
    }
  }

  private Fate fate(long opened) {
    long drawn = draws.below(20, "fate", opened);
    return drawn < 15 ? Fate.DONE_IN_TIME : drawn < 19 ? Fate.DONE_LATE : Fate.NEVER_DONE;
  }

  private TaskEvent task(long opened, long tick, String what) {
    Map<String, String> payload =
        what.equals("created")
            ? Map.of("title", "Round " + opened, "due_at", at(opened + DUE_AFTER).toString())
            : Map.of();
    return TaskEvent.newBuilder()
        .setEventId("%s%d-%s-%d".formatted(TASK, opened, what, tick - opened))
        .setType("task." + what)
        .setTaskId(TASK + opened)
        .setUserId("crowd")
        .setSite(CameraDefinitions.SITE)
        .setScheduleId(routes.get((int) (opened % routes.size())))
        .setOccurredAtUs(atUs(tick))
        .setTimeMode(TimeMode.REPLAY)
        .setPayload(payload)
        .build();
  }

  /** The time of the city's beginning is also that of the crowd: a replay merges by event time. */
  private static Instant at(long tick) {
    return StreamSettings.DEFAULT_START_TIME.plusMillis(tick * TICK_MS);
  }

  /** The same in microseconds since 1970. */
  static long atUs(long tick) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at(tick));
  }
}
