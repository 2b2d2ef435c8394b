package dev.gantry.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.serde.RecordValidator;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What sshd, PAM and loggers of different systems say of the same. */
class SshdFormsTest {

  private static final String PAM_FAILURE =
      "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser="
          + " rhost=192.0.2.7";

  private final SshdLog log = new SshdLog(LogTimes.ofYear(ZoneId.of("Europe/Berlin"), 2025), "log");

  private List<AuthEvent> read(String... lines) {
    List<AuthEvent> events = new ArrayList<>();
    for (String line : lines) {
      events.addAll(log.read(line));
    }
    events.forEach(RecordValidator.of(AuthEvent.class)::validate);
    return events;
  }

  private static String said(int second, int pid, String message) {
    return "Dec 10 06:55:%02d gate sshd[%d]: %s".formatted(second, pid, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Dec 10 06:55:46 gate auth.info sshd[1]: Failed | gate | 2025-12-10T05:55:46Z
          Dec 10 06:55:46 gate.example authpriv.info sshd[1]: Failed | gate.example | 2025-12-10T05:55:46Z
          Dec 10 06:55:46 gate: sshd[1]: Failed | gate | 2025-12-10T05:55:46Z
          2025-12-10T06:55:46 gate.example: sshd-session[1]: Failed | gate.example | 2025-12-10T05:55:46Z
          Dec 10 06:55:46 sshd[1]: Failed | | 2025-12-10T05:55:46Z
          Dec 10 06:55:46 gate.example sshd[1]: Failed | gate.example | 2025-12-10T05:55:46Z
          Dec 10 06:55:46 <auth.info> gate sshd[1]: Failed | gate | 2025-12-10T05:55:46Z
          Dec 10 06:55:46 <4.6> gate sshd[1]: Failed | gate | 2025-12-10T05:55:46Z
          Dec 10 06:55:46 gate sshd[1]: [ID 800047 auth.info] Failed | gate | 2025-12-10T05:55:46Z
          Dec 10 06:55:46.123456 gate sshd[1]: Failed | gate | 2025-12-10T05:55:46.123456Z
          2025-12-10T06:55:46.123456+0100 gate sshd[1]: Failed | gate | 2025-12-10T05:55:46.123456Z
          2025-12-10T06:55:46 gate sshd[1]: Failed | gate | 2025-12-10T05:55:46Z
          2025-12-10 06:55:46 gate sshd[1]: Failed | gate | 2025-12-10T05:55:46Z
          2025-12-10 06:55:46,123 gate sshd[1]: Failed | gate | 2025-12-10T05:55:46.123Z
          2025-12-10 06:55:46+02:00 gate sshd[1]: Failed | gate | 2025-12-10T04:55:46Z
          """)
  void shouldReadLinesOfManyLoggers(String line, String host, Instant at) {
    assertThat(read(line + " password for ann from 192.0.2.7 port 1 ssh2"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getPrincipal()).isEqualTo("ann");
              assertThat(event.getAttributes().get("host")).isEqualTo(host == null ? "" : host);
              assertThat(event.getOccurredAtUs()).isEqualTo(Micros.of(at));
            });
  }

  @Test
  void shouldNotCountKeysThatAreRefusedAsGuesses() {
    assertThat(
            read(
                said(1, 5, "Failed publickey for ann from 192.0.2.7 port 1 ssh2: RSA SHA256:a"),
                said(2, 5, "Failed publickey for ann from 192.0.2.7 port 1 ssh2: RSA SHA256:b"),
                said(3, 5, "Failed publickey for ann from 192.0.2.7 port 1 ssh2: RSA SHA256:c"),
                said(4, 5, "Accepted publickey for ann from 192.0.2.7 port 1 ssh2: RSA SHA256:d")))
        .extracting(AuthEvent::getType)
        .containsExactly("login.succeeded");
  }

  @Test
  void shouldCountOnceWhoeverOffersKeysAndGetsNothing() {
    assertThat(
            read(
                said(1, 5, "Failed publickey for ann from 192.0.2.7 port 1 ssh2: RSA SHA256:a"),
                said(2, 5, "Failed publickey for ann from 192.0.2.7 port 1 ssh2: RSA SHA256:b"),
                said(
                    3,
                    5,
                    "Connection closed by authenticating user ann 192.0.2.7 port 1 [preauth]"),
                said(4, 6, "Invalid user eve from 192.0.2.7 port 2"),
                said(5, 6, "Failed publickey for invalid user eve from 192.0.2.7 port 2 ssh2: RSA"),
                said(6, 6, "Connection closed by invalid user eve 192.0.2.7 port 2 [preauth]")))
        .extracting(AuthEvent::getPrincipal)
        .containsExactly("ann", "eve");
  }

  @Test
  void shouldCountOnceWhoeverIsThrownOutForHisManyKeys() {
    assertThat(
            read(
                said(1, 5, "Failed publickey for ann from 192.0.2.7 port 1 ssh2: RSA SHA256:a"),
                said(
                    2,
                    5,
                    "error: maximum authentication attempts exceeded for ann from 192.0.2.7 port 1"
                        + " ssh2 [preauth]"),
                said(
                    2,
                    5,
                    "Disconnecting authenticating user ann 192.0.2.7 port 1: Too many"
                        + " authentication failures [preauth]"),
                said(
                    3,
                    6,
                    "error: maximum authentication attempts exceeded for invalid user eve from"
                        + " 192.0.2.7 port 2 ssh2 [preauth]"),
                said(
                    4,
                    7,
                    "Disconnecting invalid user bob 192.0.2.7 port 3: Too many authentication"
                        + " failures [preauth]")))
        .extracting(AuthEvent::getPrincipal, AuthEvent::getReason)
        .containsExactly(
            tuple("ann", "authentication failed"),
            tuple("eve", "invalid user"),
            tuple("bob", "invalid user"));
  }

  @Test
  void shouldNotCountThePasswordsAgainOfWhoeverIsThrownOutForThem() {
    assertThat(
            read(
                said(1, 5, "Failed publickey for ann from 192.0.2.7 port 1 ssh2: RSA SHA256:a"),
                said(2, 5, "Failed password for ann from 192.0.2.7 port 1 ssh2"),
                said(3, 5, "Failed password for ann from 192.0.2.7 port 1 ssh2"),
                said(4, 5, "Failed publickey for ann from 192.0.2.7 port 1 ssh2: RSA SHA256:b"),
                said(
                    4,
                    5,
                    "error: maximum authentication attempts exceeded for ann from 192.0.2.7 port 1"
                        + " ssh2 [preauth]"),
                said(4, 5, "Disconnecting: Too many authentication failures [preauth]")))
        .hasSize(2);
  }

  /** As sshd has it up to version 7.4. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection closed by 2001:db8::7 port 1 [preauth]",
        "Connection reset by 2001:db8::7 [preauth]",
        "Received disconnect from 2001:db8::7: 11: Bye Bye [preauth]",
        "Received disconnect from 2001:db8::7 port 1:11: Bye Bye [preauth]",
        "Disconnecting: Too many authentication failures for eve [preauth]",
        "Disconnecting invalid user eve 2001:db8::7 port 1: Change of username or service not"
            + " allowed: (eve,ssh-connection) -> (x 192.0.2.7 port 5: ,ssh-connection) [preauth]"
      })
  void shouldCountOnceWhoeverOfferedKeysAndIsNotNamedWhenHeGoes(String gone) {
    assertThat(
            read(
                said(1, 5, "Failed publickey for invalid user eve from 2001:db8::7 port 1 ssh2"),
                said(2, 5, "Failed publickey for invalid user eve from 2001:db8::7 port 1 ssh2"),
                said(3, 5, gone),
                said(4, 5, "Connection closed by 2001:db8::7 port 1 [preauth]"),
                said(5, 6, gone)))
        .extracting(
            AuthEvent::getPrincipal,
            AuthEvent::getSourceAddress,
            AuthEvent::getMethod,
            AuthEvent::getReason)
        .containsExactly(tuple("eve", "2001:db8::7", "publickey", "invalid user"));
  }

  /** PAM asks in a process of its own, and sshd says what came of it in another. */
  @Test
  void shouldCountOnceWhatPamAndSshdSayUnderDifferentProcesses() {
    assertThat(
            read(
                said(1, 101, PAM_FAILURE + "  user=root"),
                said(3, 100, "error: PAM: Authentication failure for root from 192.0.2.7"),
                said(3, 100, "Failed keyboard-interactive/pam for root from 192.0.2.7 port 1 ssh2"),
                said(4, 102, PAM_FAILURE + "  user=root"),
                said(6, 100, "Failed keyboard-interactive/pam for root from 192.0.2.7 port 1 ssh2"),
                said(
                    7,
                    100,
                    "Connection closed by authenticating user root 192.0.2.7 port 1"
                        + " [preauth]")))
        .hasSize(2);
  }

  @Test
  void shouldCountOnceWhatPamSaysOfAnAccountThatThereIsNot() {
    assertThat(
            read(
                said(1, 100, "Invalid user eve from 192.0.2.7 port 1"),
                said(1, 101, "pam_unix(sshd:auth): check pass; user unknown"),
                said(1, 101, PAM_FAILURE),
                said(
                    3,
                    100,
                    "error: PAM: User not known to the underlying authentication module for"
                        + " illegal user eve from 192.0.2.7"),
                said(
                    3,
                    100,
                    "Failed keyboard-interactive/pam for invalid user eve from 192.0.2.7"
                        + " port 1 ssh2")))
        .extracting(AuthEvent::getPrincipal, AuthEvent::getReason)
        .containsExactly(tuple("eve", "invalid user"));
  }

  @Test
  void shouldKeepAttemptsApartThatComeAtOnce() {
    assertThat(
            read(
                said(1, 101, PAM_FAILURE + "  user=root"),
                said(1, 201, PAM_FAILURE + "  user=root"),
                said(3, 100, "error: PAM: Authentication failure for root from 192.0.2.7"),
                said(3, 100, "Failed keyboard-interactive/pam for root from 192.0.2.7 port 1 ssh2"),
                said(3, 200, "error: PAM: Authentication failure for root from 192.0.2.7"),
                said(3, 200, "Failed keyboard-interactive/pam for root from 192.0.2.7 port 2 ssh2"),
                said(4, 300, "error: PAM: Authentication failure for root from 192.0.2.7")))
        .hasSize(3);
  }

  /** PAM says nothing of the second password of a connection, and nothing elsewhere does. */
  @Test
  void shouldCountTheSecondPasswordOfAConnectionWhileAnotherOneIsOpen() {
    assertThat(
            read(
                said(1, 10, PAM_FAILURE + "  user=root"),
                said(2, 10, "Failed password for root from 192.0.2.7 port 1 ssh2"),
                said(3, 20, PAM_FAILURE + "  user=root"),
                said(4, 10, "Failed password for root from 192.0.2.7 port 1 ssh2"),
                said(5, 20, "Failed password for root from 192.0.2.7 port 2 ssh2")))
        .extracting(AuthEvent::getSourcePort)
        .containsExactly(0, 0, 1);
  }

  @Test
  void shouldCountOnceWhatPamSaysOfAPasswordWhereNoProcessIsNamed() {
    assertThat(
            read(
                "Dec 10 06:55:01 gate sshd: " + PAM_FAILURE + "  user=root",
                "Dec 10 06:55:02 gate sshd: Failed password for root from 192.0.2.7 port 1 ssh2"))
        .hasSize(1);
  }

  @Test
  void shouldCountOnceWhatTwoModulesOfPamSay() {
    String other = PAM_FAILURE.replace("pam_unix", "pam_sss");
    assertThat(
            read(
                said(1, 5, PAM_FAILURE + "  user=ann"),
                said(1, 5, other + " user=ann"),
                said(3, 5, "Failed password for ann from 192.0.2.7 port 1 ssh2")))
        .hasSize(1);
  }

  @Test
  void shouldReadWhatOnlyPamSays() {
    String old = "authentication failure; logname= uid=0 euid=0 tty=NODEVssh ruser= rhost=";
    assertThat(
            read(
                "Jun 14 15:16:01 combo sshd(pam_unix)[19939]: " + old + "218.188.2.4 ",
                "Jun 14 15:16:02 combo sshd(pam_unix)[19937]: check pass; user unknown",
                "Jun 15 02:04:59 combo sshd(pam_unix)[20882]: " + old + "host.example  user=root",
                "Jun 15 02:05:59 combo su(pam_unix)[20883]: " + old + "host.example  user=root"))
        .extracting(AuthEvent::getSourceAddress, AuthEvent::getPrincipal)
        .containsExactly(tuple("218.188.2.4", ""), tuple("host.example", "root"));
  }

  @Test
  void shouldNotTakeTheAddressOutOfTheNameOfAnAccount() {
    assertThat(
            read(
                said(1, 5, PAM_FAILURE + " user=x rhost=192.0.2.66"),
                said(
                    2,
                    5,
                    "Failed password for invalid user x rhost=192.0.2.66 from 192.0.2.7 port 1"
                        + " ssh2"),
                said(3, 6, PAM_FAILURE + "  user=ann b "),
                said(
                    4,
                    7,
                    PAM_FAILURE.replace("192.0.2.7", "host.example") + " user=x rhost=192.0.2.66")))
        .extracting(AuthEvent::getSourceAddress, AuthEvent::getPrincipal)
        .containsExactly(tuple("192.0.2.7", "x rhost=192.0.2.66"), tuple("192.0.2.7", "ann b"));
  }

  /** As FreeBSD and macOS have it, where no module of PAM says anything itself. */
  @Test
  void shouldCountWhatSshdHeardOfPam() {
    assertThat(
            read(
                said(1, 5, "error: PAM: Authentication error for root from 192.0.2.7"),
                said(2, 5, "error: PAM: authentication error for root from 192.0.2.7 via 10.0.0.1"),
                said(3, 5, "error: PAM: Authentication error for illegal user eve from 192.0.2.7")))
        .extracting(AuthEvent::getPrincipal, AuthEvent::getReason)
        .containsExactly(
            tuple("root", "authentication failed"),
            tuple("root", "authentication failed"),
            tuple("eve", "invalid user"));
  }

  @Test
  void shouldRepeatWhatALoggerSaysWasRepeated() {
    List<AuthEvent> events =
        read(
            said(1, 5, "Failed password for root from 192.0.2.7 port 1 ssh2"),
            "Dec 10 06:55:09 other cron[7]: something else",
            "Dec 10 06:55:10 gate last message repeated 2 times",
            "Dec 10 06:55:20 gate syslogd: last message repeated 1 times",
            "Dec 10 06:55:30 other last message repeated 9 times");
    assertThat(events)
        .hasSize(4)
        .allSatisfy(event -> assertThat(event.getPrincipal()).isEqualTo("root"));
    assertThat(events).extracting(AuthEvent::getEventId).doesNotHaveDuplicates();
    assertThat(events.get(3).getOccurredAtUs())
        .isEqualTo(Micros.of(Instant.parse("2025-12-10T05:55:20Z")));
  }

  @Test
  void shouldRepeatTheLastLineOfAnyHostWhereNoneIsNamed() {
    assertThat(
            read(
                said(1, 5, "error: PAM: authentication error for root from 192.0.2.7 via 10.0.0.1"),
                "Dec 10 06:55:10 --- last message repeated 1 time ---",
                "Dec 10 06:55:12 gate kernel: something else",
                "Dec 10 06:55:20 --- last message repeated 3 times ---"))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dec 10 06:55:09 gate sSMTP mail[12]: something else",
        "Dec 10 06:55:09 gate foo[5] connect"
      })
  void shouldNotRepeatWhatWasSaidBeforeALineThatItCannotRead(String line) {
    assertThat(
            read(
                said(1, 5, "Failed password for root from 192.0.2.7 port 1 ssh2"),
                line,
                "Dec 10 06:55:10 gate last message repeated 20 times"))
        .hasSize(1);
  }

  @Test
  void shouldTellRepetitionsOfTwoMachinesApart() {
    String again = "Dec 10 06:55:10 --- last message repeated 1 time ---";
    String failed = said(1, 5, "Failed password for root from 192.0.2.7 port 1 ssh2");
    SshdLog elsewhere = new SshdLog(LogTimes.ofYear(ZoneId.of("Europe/Berlin"), 2025), "log");

    List<AuthEvent> events = read(failed, again);
    events.addAll(elsewhere.read(failed.replace("gate", "door")));
    events.addAll(elsewhere.read(again));

    assertThat(events).hasSize(4).extracting(AuthEvent::getEventId).doesNotHaveDuplicates();
  }

  @Test
  void shouldRepeatNothingThatItHasNotSeen() {
    assertThat(read("Dec 10 06:55:10 gate last message repeated 2 times")).isEmpty();
  }
}
