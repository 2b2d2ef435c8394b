package dev.gantry.app.cluster;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets each warning of Kafka's clients about a broker they can't reach through once in a while: a
 * process has a dozen clients, and each warns every second. Named in {@code logback.xml}.
 */
public final class RepetitionFilter extends Filter<ILoggingEvent> {

  private static final String LOGGER = "org.apache.kafka.clients.NetworkClient";
  private static final String NAME_OF_THE_CLIENT = "^\\[[^\\]]*\\] ";
  private static final long QUIET_MS = Duration.ofSeconds(30).toMillis();
  private static final int MOST_REMEMBERED = 1000;

  private final Map<String, Long> told = new HashMap<>();

  @Override
  public synchronized FilterReply decide(ILoggingEvent event) {
    if (!event.getLoggerName().equals(LOGGER) || event.getLevel() != Level.WARN) {
      return FilterReply.NEUTRAL;
    }
    if (told.size() > MOST_REMEMBERED) {
      told.clear();
    }
    String what = event.getFormattedMessage().replaceFirst(NAME_OF_THE_CLIENT, "");
    Long before = told.get(what);
    if (before != null && event.getTimeStamp() - before < QUIET_MS) {
      return FilterReply.DENY;
    }
    told.put(what, event.getTimeStamp());
    return FilterReply.NEUTRAL;
  }
}
