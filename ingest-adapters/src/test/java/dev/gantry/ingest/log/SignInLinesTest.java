package dev.gantry.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.TopicRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInLinesTest {

  private static final Instant NOW = Instant.parse("2026-02-08T10:00:00Z");

  private final SignInLines lines =
      new SignInLines(
          new SshdLog(LogTimes.ofYear(ZoneOffset.UTC, 2026), "auth.log"),
          new TopicCatalogue("", new InMemorySchemaRegistry()).authEvents(),
          "harbour",
          TimeMode.REPLAY,
          Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void shouldSayWhereAndHowASignInWasTakenIn() {
    assertThat(lines.read(failedAt("2026-02-09T09:59:59Z")))
        .singleElement()
        .extracting(TopicRecord::value)
        .satisfies(
            value -> {
              AuthEvent event = (AuthEvent) value;
              assertThat(event.getSite()).isEqualTo("harbour");
              assertThat(event.getTimeMode()).isEqualTo(TimeMode.REPLAY);
              assertThat(event.getIngestedAtUs()).isEqualTo(Micros.of(NOW));
            });
  }

  @Test
  void shouldRefuseTimesThatAreYetToCome() {
    assertThatThrownBy(() -> lines.read(failedAt("2099-01-01T00:00:00Z")))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage(
            "time: expected a time no more than a day after now, 2026-02-08T10:00:00Z, found"
                + " 2099-01-01T00:00:00Z");
  }

  private static String failedAt(String time) {
    return time + " gate sshd[7]: Failed password for ann from 192.0.2.7 port 1 ssh2";
  }
}
