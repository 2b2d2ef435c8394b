package dev.gantry.domain.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * A version of a schedule.
 *
 * @param from it says what is due from then on, until the next version does
 * @param schedule what it says; absent when the schedule ends
 */
public record ScheduleVersion(Instant from, Optional<Schedule> schedule) {}
