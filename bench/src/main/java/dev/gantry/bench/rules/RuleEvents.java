package dev.gantry.bench.rules;

import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.AuthOutcome;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Events of the load: six of ten are steps of tracks from a thousand cameras, two are events of
 * tasks, two are sign-ins. One in a hundred is marked, so that it becomes an alert.
 *
 * @param rate events a second of event time
 * @param startUs event time of the first, microseconds since the Unix epoch
 * @param mode whether event times are those of a clock
 */
record RuleEvents(int rate, long startUs, TimeMode mode) {

  /** One event in so many is marked. */
  static final int MARKED_EVERY = 100;

  static final int CAMERAS = 1_000;
  static final int SITES = 8;

  private static final int PEOPLE = 500;
  private static final int MICROS = 1_000_000;
  private static final long START_US =
      ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2026-01-01T00:00:00Z"));

  /** Events of a day that is over. */
  RuleEvents(int rate) {
    this(rate, START_US, TimeMode.REPLAY);
  }

  /** The n-th event: a TrackUpdate, a TaskEvent or an AuthEvent. */
  SpecificRecordBase event(long n) {
    int kind = (int) (n % 10);
    if (kind < 6) {
      return track(n);
    }
    return kind < 8 ? task(n) : signIn(n);
  }

  /** The name of the stream that an event is of. */
  static String streamOf(SpecificRecordBase event) {
    return event instanceof TrackUpdate
        ? "vehicle-tracks"
        : event instanceof TaskEvent ? "task-events" : "auth-events";
  }

  /** Which event an event time belongs to. */
  long indexAt(long timeUs) {
    return Math.round((timeUs - startUs) * (double) rate / MICROS);
  }

  /** One event of each kind in turn, over ten hundreds. */
  private static boolean isMarked(long n) {
    return n % MARKED_EVERY == n / MARKED_EVERY % 10;
  }

  /** Event time of the n-th. */
  long atUs(long n) {
    return startUs + Math.round(n * (double) MICROS / rate);
  }

  private TrackUpdate track(long n) {
    long step = n / 10 * 6 + n % 10;
    int camera = (int) (step % CAMERAS);
    boolean marked = isMarked(n);
    String id = "bench-" + camera;
    return TrackUpdate.newBuilder()
        .setCameraId(id)
        .setSite("site-" + camera % SITES)
        .setTrackId(marked ? id + "-marked-" + n : id + "-1")
        .setState(marked || step < CAMERAS ? TrackState.NEW : TrackState.UPDATE)
        .setStreamEpoch(1)
        .setFrameSeq(step / CAMERAS)
        .setCapturedAtUs(atUs(n))
        .setIngestedAtUs(atUs(n))
        .setTimeMode(mode)
        .setStartedAtUs(marked ? atUs(n) : startUs)
        .setLabel(marked ? "marked" : "car")
        .setScore(.9f)
        .setCalibrated(true)
        .setSpeedKnown(true)
        .setSpeedMps(12)
        .setSpeedSigmaMps(.3f)
        .setLimitMps(13.9f)
        .setSegment("road-" + camera)
        .build();
  }

  private TaskEvent task(long n) {
    return TaskEvent.newBuilder()
        .setEventId("event-" + n)
        .setType("task.updated")
        .setTaskId("task-" + n)
        .setUserId(isMarked(n) ? "marked" : "user-" + n % PEOPLE)
        .setSite("site-" + n % SITES)
        .setOccurredAtUs(atUs(n))
        .setTimeMode(mode)
        .build();
  }

  private AuthEvent signIn(long n) {
    long who = n % PEOPLE;
    return AuthEvent.newBuilder()
        .setEventId("sign-in-" + n)
        .setType("login.succeeded")
        .setPrincipal(isMarked(n) ? "marked-" + n : "user-" + who)
        .setOutcome(AuthOutcome.SUCCESS)
        .setSourceAddress("10.0.%d.%d".formatted(who / 200, who % 200))
        .setService(isMarked(n) ? "marked" : "mail")
        .setSite("site-" + who % SITES)
        .setOccurredAtUs(atUs(n))
        .setTimeMode(mode)
        .build();
  }
}
