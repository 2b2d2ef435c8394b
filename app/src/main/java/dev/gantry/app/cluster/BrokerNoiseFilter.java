package dev.gantry.app.cluster;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import org.apache.kafka.common.errors.NotControllerException;

/**
 * Keeps two things out of the log that the broker reports as trouble and are none: its controller
 * refusing the broker's first requests until it has elected itself, which are repeated, and a
 * client closed twice on every stop. Named in {@code logback.xml}.
 */
public final class BrokerNoiseFilter extends Filter<ILoggingEvent> {
  private static final String CLOSED_TWICE = "close NetworkClient that has already been closed";

  @Override
  public FilterReply decide(ILoggingEvent event) {
    String logger = event.getLoggerName();
    boolean noise =
        (logger.equals("org.apache.kafka.clients.NetworkClient")
                && event.getFormattedMessage().contains(CLOSED_TWICE))
            || (logger.startsWith("kafka.server.Controller") && notYetElected(event));
    return noise ? FilterReply.DENY : FilterReply.NEUTRAL;
  }

  private static boolean notYetElected(ILoggingEvent event) {
    for (IThrowableProxy t = event.getThrowableProxy(); t != null; t = t.getCause()) {
      if (t.getClassName().equals(NotControllerException.class.getName())) {
        return true;
      }
    }
    return false;
  }
}
