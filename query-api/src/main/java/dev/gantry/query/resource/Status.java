package dev.gantry.query.resource;

import java.time.Instant;
import java.util.Map;

/** What the application is doing, in numbers; totals count since {@code since}. */
public record Status(
    @Doc(value = "Now, wall clock.", example = "2026-03-04T08:16:00.000000Z") Instant time,
    @Doc(
            value = "When counting began: the start of this process.",
            example = "2026-03-04T08:15:28.000000Z")
        Instant since,
    @Doc("Cameras.") Count cameras,
    @Doc("Frames that arrived.") Flow frames,
    @Doc("Frames that detectors have looked at.") Flow framesDetected,
    @Doc(value = "Boxes found.", example = "812") long detections,
    @Doc("Tracks.") Count tracks,
    @Doc("Alerts.") Count alerts,
    @Doc("Records set aside.") DeadLetters deadLetters) {

  /** A stream of records. */
  public record Flow(
      @Doc(value = "How many in all.", example = "301") long total,
      @Doc(value = "How many a second, over the last ten seconds.", example = "10")
          double perSecond) {

    /** A flow, its rate rounded for people. */
    public static Flow of(long total, double perSecond) {
      return new Flow(total, Units.tenth(perSecond));
    }
  }

  /** Things that are there for a while. */
  public record Count(
      @Doc(
              value = "How many now: cameras online, tracks that have not ended, alerts firing.",
              example = "1")
          long active,
      @Doc(
              value = "How many in all: cameras known; tracks begun, alerts fired since the start.",
              example = "4")
          long total) {}

  /** Records set aside with their cause. */
  public record DeadLetters(
      @Doc(value = "How many in all.", example = "2") long total,
      @Doc(value = "How many of each cause.", example = "{\"unreadable\": 2}")
          Map<String, Long> byCause) {

    public DeadLetters {
      byCause = Map.copyOf(byCause);
    }
  }
}
