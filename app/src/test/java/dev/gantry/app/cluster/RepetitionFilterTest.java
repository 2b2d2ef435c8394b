package dev.gantry.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.Test;

final class RepetitionFilterTest {

  private static final String CLIENTS = "org.apache.kafka.clients.NetworkClient";
  private static final String AWAY = "Connection to node 1 could not be established.";

  private final RepetitionFilter filter = new RepetitionFilter();

  @Test
  void shouldLetTheSameWarningOfAnyClientThroughEveryHalfMinute() {
    assertThat(decide(CLIENTS, Level.WARN, "[Producer clientId=p] " + AWAY, 0)).isTrue();
    assertThat(decide(CLIENTS, Level.WARN, "[Consumer clientId=c] " + AWAY, 1)).isFalse();
    assertThat(decide(CLIENTS, Level.WARN, "[Producer clientId=p] " + AWAY, 29_999)).isFalse();
    assertThat(decide(CLIENTS, Level.WARN, "[Consumer clientId=c] " + AWAY, 30_000)).isTrue();
  }

  @Test
  void shouldLetEverythingElseThrough() {
    assertThat(decide(CLIENTS, Level.WARN, AWAY, 0)).isTrue();
    assertThat(decide(CLIENTS, Level.WARN, "Node 2 disconnected.", 1)).isTrue();
    assertThat(decide(CLIENTS, Level.ERROR, AWAY, 2)).isTrue();
    assertThat(decide("dev.gantry", Level.WARN, AWAY, 3)).isTrue();
    assertThat(decide("dev.gantry", Level.WARN, AWAY, 4)).isTrue();
  }

  private boolean decide(String logger, Level level, String message, long at) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerName(logger);
    event.setLevel(level);
    event.setMessage(message);
    event.setTimeStamp(at);
    return filter.decide(event) != FilterReply.DENY;
  }
}
