package dev.gantry.domain.schedule;

import dev.gantry.domain.hash.Sha256;
import dev.gantry.domain.time.Micros;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A recurring task.
 *
 * @param id its id
 * @param version version of its definition, 1 or more
 * @param recurrence when it recurs
 * @param zone time zone in which days are excluded
 * @param exclusions days on which it does not run
 * @param start no run is due before; absent for no such time
 * @param end no run is due from then on; absent for no such time
 * @param overlap what becomes of a run while the task of an earlier one is still to be done
 * @param catchUp how much later than due a run may begin that was missed
 * @param jitter a run is due up to so much later, always before the next
 * @param task the task that a run opens
 */
public record Schedule(
    String id,
    int version,
    Recurrence recurrence,
    ZoneId zone,
    Exclusions exclusions,
    Optional<Instant> start,
    Optional<Instant> end,
    OverlapPolicy overlap,
    Duration catchUp,
    Duration jitter,
    TaskTemplate task) {

  /** The first occurrence that is later and within start and end. */
  public Optional<Occurrence> next(Instant after) {
    Instant bound =
        start.map(first -> first.minusNanos(1_000)).filter(after::isBefore).orElse(after);
    return recurrence.next(bound).filter(found -> end.isEmpty() || found.at().isBefore(end.get()));
  }

  /** Whether nothing runs on the day of a moment. */
  public boolean excludes(Instant at) {
    return exclusions.contains(LocalDate.ofInstant(at, zone));
  }

  /**
   * When a run is due: derived from the schedule's id and the time it is for, so that it is the
   * same whoever computes it.
   */
  public Instant dueAt(Occurrence occurrence) {
    if (jitter.isZero()) {
      return occurrence.at();
    }
    Duration room =
        next(occurrence.at())
            .map(next -> Duration.between(occurrence.at(), next.at()))
            .filter(gap -> gap.compareTo(jitter) < 0)
            .orElse(jitter);
    long hash = hash(id + "|" + Micros.of(occurrence.at()));
    return Micros.toInstant(
        Micros.of(occurrence.at()) + Math.floorMod(hash, Math.max(1, Micros.of(room))));
  }

  private static long hash(String text) {
    return ByteBuffer.wrap(Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
  }
}
