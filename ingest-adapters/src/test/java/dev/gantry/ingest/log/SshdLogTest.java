package dev.gantry.ingest.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.AuthOutcome;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.serde.RecordValidator;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshdLogTest {

  private final SshdLog log = log();

  private static SshdLog log() {
    return new SshdLog(LogTimes.ofYear(ZoneOffset.UTC, 2025), "auth.log");
  }

  private static List<AuthEvent> read(SshdLog log, String... lines) {
    List<AuthEvent> events = new ArrayList<>();
    for (String line : lines) {
      events.addAll(log.read(line));
    }
    events.forEach(RecordValidator.of(AuthEvent.class)::validate);
    return events;
  }

  @Test
  void shouldReadWhoWasLetIn() {
    assertThat(
            read(
                log,
                "Dec 10 09:32:20 gate sshd[680]: Accepted publickey for ann from 192.0.2.7 port"
                    + " 49116 ssh2: RSA SHA256:1M4Rz"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getType()).isEqualTo("login.succeeded");
              assertThat(event.getOutcome()).isEqualTo(AuthOutcome.SUCCESS);
              assertThat(event.getPrincipal()).isEqualTo("ann");
              assertThat(event.getSourceAddress()).isEqualTo("192.0.2.7");
              assertThat(event.getSourcePort()).isEqualTo(49_116);
              assertThat(event.getMethod()).isEqualTo("publickey");
              assertThat(event.getOccurredAtUs())
                  .isEqualTo(Micros.of(Instant.parse("2025-12-10T09:32:20Z")));
              assertThat(event.getAttributes()).containsEntry("host", "gate");
            });
  }

  @Test
  void shouldCountAnAttemptOnceInHoweverManyLinesItIsTold() {
    List<AuthEvent> events =
        read(
            log,
            "Dec 10 06:55:46 gate sshd[200]: Invalid user web from 192.0.2.7",
            "Dec 10 06:55:46 gate sshd[200]: input_userauth_request: invalid user web [preauth]",
            "Dec 10 06:55:46 gate sshd[200]: pam_unix(sshd:auth): authentication failure; logname="
                + " uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.7 ",
            "Dec 10 06:55:48 gate sshd[200]: Failed password for invalid user web from 192.0.2.7"
                + " port 38926 ssh2",
            "Dec 10 06:55:50 gate sshd[200]: Failed password for invalid user web from 192.0.2.7"
                + " port 38926 ssh2",
            "Dec 10 06:55:51 gate sshd[200]: Connection closed by invalid user web 192.0.2.7 port"
                + " 38926 [preauth]");
    assertThat(events)
        .extracting(AuthEvent::getPrincipal, AuthEvent::getReason)
        .containsExactly(tuple("web", "invalid user"), tuple("web", "invalid user"));
  }

  @Test
  void shouldCountEveryRefusedNameOfOneConnection() {
    assertThat(
            read(
                log,
                "Feb 12 14:10:21 gate sshd[16]: Invalid user a from 192.0.2.7 port 5",
                "Feb 12 14:10:21 gate sshd[16]: Invalid user a1 from 192.0.2.7 port 5",
                "Feb 12 14:10:22 gate sshd-session[16]: Invalid user a2 from 192.0.2.7 port 5"))
        .extracting(AuthEvent::getPrincipal)
        .containsExactly("a", "a1", "a2");
  }

  @Test
  void shouldCountWhoeverLeavesOnlyWhereNothingElseWasSaid() {
    assertThat(
            read(
                log,
                "Jan 24 15:32:31 gate sshd[1]: Disconnected from authenticating user root 2001:db8::7"
                    + " port 59402 [preauth]",
                "Jan 24 15:32:32 gate sshd[2]: Failed password for root from 192.0.2.7 port 1 ssh2",
                "Jan 24 15:32:33 gate sshd[2]: Connection reset by authenticating user root 192.0.2.7"
                    + " port 1 [preauth]",
                "Jan 24 15:32:34 gate sshd[3]: Connection closed by 192.0.2.7 port 1 [preauth]"))
        .extracting(AuthEvent::getSourceAddress)
        .containsExactly("2001:db8::7", "192.0.2.7");
  }

  @Test
  void shouldCountWhatSyslogFoldedTogether() {
    List<AuthEvent> events =
        read(
            log,
            "Dec 10 07:13:56 gate sshd[227]: message repeated 5 times: [ Failed password for root"
                + " from 192.0.2.7 port 42393 ssh2]");
    assertThat(events).hasSize(5).extracting(AuthEvent::getEventId).doesNotHaveDuplicates();
  }

  @Test
  void shouldReadOtherFormsOfTime() {
    assertThat(
            read(
                log,
                "<38>1 2022-01-19T14:23:55+01:00 fw.example sshd 44255 - [meta sequenceId=\"1\"]"
                    + " Invalid user tutu from 192.0.2.7 port 33166",
                "2023-11-14T00:20:42.738197+01:00 gate sshd[11]: User root from 192.0.2.7 not"
                    + " allowed because not listed in AllowUsers",
                "2023-11-14T00:20:42+0100 gate sshd[12]: Invalid user eve from 192.0.2.7 port 5"))
        .extracting(AuthEvent::getPrincipal, event -> Micros.toInstant(event.getOccurredAtUs()))
        .containsExactly(
            tuple("tutu", Instant.parse("2022-01-19T13:23:55Z")),
            tuple("root", Instant.parse("2023-11-13T23:20:42.738197Z")),
            tuple("eve", Instant.parse("2023-11-13T23:20:42Z")));
  }

  @Test
  void shouldReadEntriesOfTheJournal() {
    String entry =
        """
        {"__REALTIME_TIMESTAMP":"1699917642738197","_HOSTNAME":"gate","SYSLOG_IDENTIFIER":"sshd",\
        "_PID":"17","MESSAGE":"Failed password for ann from 2001:db8::7 port 22 ssh2"}""";
    String bytes = Arrays.toString("Invalid user \u00e9\u0001 from 192.0.2.7".getBytes(UTF_8));

    assertThat(
            read(
                log,
                entry,
                entry.replaceFirst("\"Failed .*\"", bytes),
                entry.replace("\"sshd\"", "\"cron\""),
                entry.replaceFirst("\"MESSAGE.*", "\"MESSAGE\":null}")))
        .extracting(
            AuthEvent::getPrincipal,
            AuthEvent::getSourceAddress,
            event -> Micros.toInstant(event.getOccurredAtUs()))
        .containsExactly(
            tuple("ann", "2001:db8::7", Instant.parse("2023-11-13T23:20:42.738197Z")),
            tuple("\u00e9\u0001", "192.0.2.7", Instant.parse("2023-11-13T23:20:42.738197Z")));
  }

  @Test
  void shouldGiveTheSameIdsWhenALogIsSentAgain() {
    String[] lines = {
      "Feb 12 14:10:21 gate sshd[16]: Invalid user a from 192.0.2.7 port 5",
      "Feb 12 14:10:21 gate sshd[16]: Invalid user a from 192.0.2.7 port 5"
    };
    assertThat(read(log(), lines))
        .isEqualTo(read(log(), lines))
        .extracting(AuthEvent::getEventId)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Foo 99 25:99:99 gate sshd[1]: Accepted password for a from 192.0.2.7 port 1 ssh2",
        "2026-02-08 10.00 gate sshd[1]: Accepted password for a from 192.0.2.7 port 1 ssh2",
        "2026-02-30T10:00:00Z gate sshd-session[1]: Accepted password for a from 192.0.2.7 port 1"
      })
  void shouldRefuseALineOfSshdThatIsNoneOfSyslog(String line) {
    assertThatThrownBy(() -> log.read(line))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageStartingWith("line: expected a line of syslog (RFC 3164")
        .hasMessageContaining(line.substring(0, 60));
  }

  @Test
  void shouldRefuseWhatBeginsAsJsonAndIsNoEntryOfTheJournal() {
    assertThatThrownBy(() -> log.read("{\"MESSAGE\":\"Accepted pass"))
        .hasMessageStartingWith("not JSON at column 2")
        .hasMessageEndingWith("found its end");
    assertThatThrownBy(() -> log.read("{\"__REALTIME_TIMESTAMP\":\"now\"}"))
        .hasMessageEndingWith("found 'now'");
    assertThatThrownBy(() -> log.read("{\"event_type\":\"login.failed\"}"))
        .hasMessage(
            "__REALTIME_TIMESTAMP: expected microseconds since 1970, as journalctl -o json has"
                + " them, found ''");
  }

  @Test
  void shouldLeaveOutWhatSaysNothingOfASignIn() {
    assertThat(
            read(
                log,
                "",
                "not a log",
                "-- Boot 7f3c --",
                "2026-02-08 10:00:00 gate cron[1]: a time that is not looked at",
                "Dec 10 07:13:56 gate cron[1]: Accepted password for a from 192.0.2.7 port 1 ssh2",
                "Dec 10 07:13:56 gate sshd[1]: Server listening on 0.0.0.0 port 22.",
                "Dec 10 07:13:56 gate sshd[1]: pam_unix(sshd:auth): authentication failure;"
                    + " logname= uid=0 euid=0 tty=ssh ruser= rhost=host.example user=root"))
        .isEmpty();
  }

  @Test
  void shouldFindTheYearByWhenTheLogWasLastWritten() {
    LogTimes times = new LogTimes(ZoneOffset.UTC, () -> Instant.parse("2026-01-03T08:00:00Z"));
    SshdLog over = new SshdLog(times, "auth.log");
    assertThat(
            read(
                over,
                "Dec 31 23:59:59 gate sshd[1]: Failed password for a from 192.0.2.7 port 1 ssh2",
                "Jan  1 00:00:01 gate sshd[1]: Failed password for a from 192.0.2.7 port 1 ssh2",
                "Feb 29 00:00:01 gate sshd[1]: Failed password for a from 192.0.2.7 port 1 ssh2"))
        .extracting(event -> Micros.toInstant(event.getOccurredAtUs()).toString().substring(0, 4))
        .containsExactly("2025", "2026", "2024");
  }

  @Test
  void shouldFindTheYearOfWhatIsWrittenDaysAfterItBeganToRead() {
    Instant[] now = {Instant.parse("2026-11-22T08:00:00Z")};
    SshdLog live = new SshdLog(new LogTimes(ZoneOffset.UTC, () -> now[0]), "standard input");
    List<AuthEvent> first =
        read(live, "Nov 22 07:59:59 gate sshd[1]: Invalid user a from 192.0.2.7");

    now[0] = Instant.parse("2026-11-25T08:00:00Z");

    assertThat(first)
        .singleElement()
        .extracting(AuthEvent::getOccurredAtUs)
        .isEqualTo(Micros.of(Instant.parse("2026-11-22T07:59:59Z")));
    assertThat(read(live, "Nov 25 07:59:59 gate sshd[2]: Invalid user a from 192.0.2.7"))
        .singleElement()
        .extracting(AuthEvent::getOccurredAtUs)
        .isEqualTo(Micros.of(Instant.parse("2026-11-25T07:59:59Z")));
  }
}
