package dev.gantry.app.cluster;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;

/**
 * Keeps out of the log what Kafka reports as trouble and is none. Named in {@code logback.xml}.
 *
 * <ul>
 *   <li>The controller refuses the broker's first requests until it has elected itself; they are
 *       repeated.
 *   <li>A client is closed twice on every stop.
 *   <li>The broker refuses batches that come while the producer's last transaction is still being
 *       ended, or overtake one that was refused so; producers that commit often meet this, and send
 *       again.
 * </ul>
 */
public final class BrokerNoiseFilter extends Filter<ILoggingEvent> {
  private static final String CLOSED_TWICE = "close NetworkClient that has already been closed";

  @Override
  public FilterReply decide(ILoggingEvent event) {
    boolean noise =
        switch (event.getLoggerName()) {
          case "org.apache.kafka.clients.NetworkClient" ->
              event.getFormattedMessage().contains(CLOSED_TWICE);
          case "org.apache.kafka.clients.producer.internals.Sender" ->
              isSentAgain(event.getFormattedMessage());
          case "kafka.server.ControllerApis", "kafka.server.ControllerRegistrationManager" ->
              isCausedBy(NotControllerException.class, event);
          case "kafka.server.ReplicaManager" ->
              isCausedBy(OutOfOrderSequenceException.class, event);
          default -> false;
        };
    return noise ? FilterReply.DENY : FilterReply.NEUTRAL;
  }

  private static boolean isSentAgain(String message) {
    return message.contains("retrying (")
        && (message.contains("CONCURRENT_TRANSACTIONS")
            || message.contains("OUT_OF_ORDER_SEQUENCE_NUMBER"));
  }

  private static boolean isCausedBy(Class<? extends Exception> type, ILoggingEvent event) {
    for (IThrowableProxy t = event.getThrowableProxy(); t != null; t = t.getCause()) {
      if (t.getClassName().equals(type.getName())) {
        return true;
      }
    }
    return false;
  }
}
