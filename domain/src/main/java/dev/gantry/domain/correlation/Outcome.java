package dev.gantry.domain.correlation;

import java.time.Instant;

/**
 * A correlation that came true.
 *
 * @param startedAt event time of the first match that it rests on
 * @param at event time at which it came true: that of the match that made it so, or the deadline by
 *     which something had not come
 * @param number matches, different values or signals that were counted
 * @param reason why, in words
 * @param contribution what it rests on
 */
public record Outcome(
    Instant startedAt, Instant at, int number, String reason, Contribution contribution) {}
