package dev.gantry.domain.schedule;

import java.time.LocalDateTime;
import java.util.Optional;

/** Local times that recur, such as those of a cron expression; of no time zone. */
@FunctionalInterface
public interface LocalTimes {

  /**
   * The first of the times that is later; empty when none is within sight (tens of years).
   *
   * @param after whole seconds
   * @return whole seconds
   */
  Optional<LocalDateTime> next(LocalDateTime after);
}
