package dev.gantry.topologies.definition;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.gantry.domain.schedule.LocalTimes;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * The times of a cron expression: five fields as in crontab, or six and seven as in Quartz, the
 * seconds first.
 *
 * <p>The library is asked about local times alone, as those of a zone whose clocks are never
 * changed: what becomes of times that clocks leave out or repeat is decided elsewhere.
 */
final class CronTimes implements LocalTimes {

  private static final int CRONTAB_FIELDS = 5;

  private final String expression;
  private final ExecutionTime times;

  private CronTimes(String expression, Cron cron) {
    this.expression = expression;
    this.times = ExecutionTime.forCron(cron);
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException when it is none
   */
  static CronTimes parse(String expression) {
    int fields = expression.trim().split("\\s+").length;
    CronType type = fields <= CRONTAB_FIELDS ? CronType.UNIX : CronType.QUARTZ;
    Cron cron =
        new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type)).parse(expression.trim());
    return new CronTimes(expression.trim(), cron.validate());
  }

  @Override
  public Optional<LocalDateTime> next(LocalDateTime after) {
    return times.nextExecution(after.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CronTimes cron && cron.expression.equals(expression);
  }

  @Override
  public int hashCode() {
    return expression.hashCode();
  }

  @Override
  public String toString() {
    return expression;
  }
}
