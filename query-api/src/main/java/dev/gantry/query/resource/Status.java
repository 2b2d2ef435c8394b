package dev.gantry.query.resource;

import dev.gantry.topologies.port.RuleFailures;
import java.time.Instant;
import java.util.List;
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
    @Doc("Records set aside.") DeadLetters deadLetters,
    @Doc("Rules that had no answer for records, of this process, by name.")
        List<RuleFailure> ruleFailures) {

  public Status {
    ruleFailures = List.copyOf(ruleFailures);
  }

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

  /** A rule that had no answer for records; of each of them it said nothing. */
  public record RuleFailure(
      @Doc(value = "Its name.", example = "forced_door") String rule,
      @Doc(value = "The version that failed last.", example = "3") int version,
      @Doc(value = "On how many records.", example = "17") long count,
      @Doc(
              value = "Why, the last time.",
              example = "evaluation error: key 'badge' is not present in map.")
          String lastError,
      @Doc(value = "Id of the record, the last time.", example = "auth-9f31") String lastRecord,
      @Doc(value = "Event time of that record.", example = "2026-03-04T08:15:58.120000Z")
          Instant lastAt) {

    /** As it was counted. */
    public static RuleFailure of(RuleFailures.Failed failed) {
      return new RuleFailure(
          failed.rule(),
          failed.version(),
          failed.count(),
          failed.cause(),
          failed.recordId(),
          failed.at());
    }
  }
}
