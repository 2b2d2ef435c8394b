package dev.gantry.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.serde.RecordValidator;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeycloakLogTest {

  private final KeycloakLog log = new KeycloakLog(ZoneId.of("Europe/Berlin"), "keycloak.log");

  private AuthEvent one(String line) {
    AuthEvent event = log.read(line).get(0);
    assertThat(log.read(line)).hasSize(1);
    RecordValidator.of(AuthEvent.class).validate(event);
    return event;
  }

  @Test
  void shouldReadWhatItsLogSays() {
    AuthEvent event =
        one(
            "2025-05-25 22:24:19,357 WARN  [org.keycloak.events] (executor-thread-3121)"
                + " type=LOGIN_ERROR, realmId=main, clientId=site, userId=null,"
                + " ipAddress=192.0.2.7, error=user_not_found, auth_method=openid-connect,"
                + " redirect_uri=https://example.com/?a=b, username=ann");
    assertThat(event.getType()).isEqualTo("login.failed");
    assertThat(event.getPrincipal()).isEqualTo("ann");
    assertThat(event.getSourceAddress()).isEqualTo("192.0.2.7");
    assertThat(event.getService()).isEqualTo("keycloak:main");
    assertThat(event.getReason()).isEqualTo("user_not_found");
    assertThat(event.getAttributes()).containsEntry("clientId", "site").doesNotContainKey("userId");
    assertThat(event.getOccurredAtUs())
        .isEqualTo(Micros.of(Instant.parse("2025-05-25T20:24:19.357Z")));
  }

  @Test
  void shouldReadQuotedFieldsAndShortenedCategories() {
    AuthEvent event =
        one(
            "2025-05-25 22:24:19,357 DEBUG [org.key.events] (executor-thread-1) type=\"LOGIN\","
                + " realmId=\"8735\", realmName=\"main\", userId=\"u-1\", ipAddress=\"2001:db8::7\","
                + " username=\"ann, the 1st\"");
    assertThat(event.getType()).isEqualTo("login.succeeded");
    assertThat(event.getPrincipal()).isEqualTo("ann, the 1st");
    assertThat(event.getService()).isEqualTo("keycloak:main");
  }

  @Test
  void shouldReadEventsAndLogsAsJson() {
    AuthEvent event =
        one(
            """
            {"id":"e-1","time":1748204659357,"type":"REMOVE_CREDENTIAL","realmId":"main","userId":"u-1",
            "ipAddress":"192.0.2.7","details":{"credential_type":"otp","username":"ann"}}"""
                .replace("\n", ""));
    assertThat(event.getType()).isEqualTo("mfa.disabled");
    assertThat(event.getEventId()).isEqualTo("e-1");
    assertThat(event.getPrincipal()).isEqualTo("ann");
    AuthEvent logged =
        one(
            "{\"timestamp\":\"2025-05-25T22:24:19.357+02:00\",\"loggerName\":\"org.keycloak.events\","
                + "\"message\":\"type=\\\"LOGIN\\\", ipAddress=\\\"192.0.2.7\\\","
                + " username=\\\"ann\\\"\"}");
    assertThat(logged.getType()).isEqualTo("login.succeeded");
    assertThat(logged.getOccurredAtUs())
        .isEqualTo(Micros.of(Instant.parse("2025-05-25T20:24:19.357Z")));
  }

  @Test
  void shouldNotCountWhoGivesUpAsFailed() {
    assertThat(
            one("{\"time\":1748204659357,\"type\":\"LOGIN_ERROR\",\"ipAddress\":\"192.0.2.7\",\"error\":\"rejected_by_user\"}")
                .getType())
        .isEqualTo("login.aborted");
  }

  /** Whoever is at the form types the name; what he types is no field of the event. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "type=LOGIN_ERROR, realmId=main, ipAddress=192.0.2.7, error=user_not_found,"
            + " username=x, type=LOGOUT, ipAddress=198.51.100.1, error=expired",
        "type=\"LOGIN_ERROR\", realmId=\"main\", ipAddress=\"192.0.2.7\", error=\"user_not_found\","
            + " username=\"x\\\", type=\\\"LOGOUT\\\", ipAddress=\\\"198.51.100.1\", code_id=\"1\"",
        "type=\"LOGIN_ERROR\", realmId=\"main\", ipAddress=\"192.0.2.7\", error=\"user_not_found\","
            + " username=\"x\\\", code_id=\"1\"",
      })
  void shouldNotTakeWhatIsTypedForWhatHappened(String fields) {
    AuthEvent event =
        one("2025-05-25 22:24:19,357 WARN  [org.keycloak.events] (executor-thread-3121) " + fields);

    assertThat(event.getType()).isEqualTo("login.failed");
    assertThat(event.getSourceAddress()).isEqualTo("192.0.2.7");
    assertThat(event.getReason()).isEqualTo("user_not_found");
  }

  @Test
  void shouldReadNamesWithQuotesInThem() {
    assertThat(
            one("2025-05-25 22:24:19,357 INFO  [org.keycloak.events] (executor-thread-3121)"
                    + " type=\"LOGIN\", ipAddress=\"192.0.2.7\", username=\"a \\\"b\\\", c\"")
                .getPrincipal())
        .isEqualTo("a \"b\", c");
  }

  @Test
  void shouldTakeHostileLinesInTimeThatGrowsWithThemOnly() {
    for (String piece : new String[] {"\\", "\\\"", "\"", "a=\"", ", ", "a=\"\\\","}) {
      String fields = "type=\"LOGIN\", username=\"" + piece.repeat(50_000);

      assertThat(log.read("2025-05-25 22:24:19,357 INFO  [org.keycloak.events] (a) " + fields))
          .hasSizeLessThan(2);
    }
  }

  @Test
  void shouldLeaveOutWhatSaysNothingOfASignIn() {
    assertThat(log.read("")).isEmpty();
    assertThat(log.read("{\"loggerName\":\"io.quarkus\",\"message\":\"type=LOGIN\"}")).isEmpty();
    assertThat(log.read("{\"time\":1748204659357,\"type\":\"CODE_TO_TOKEN\"}")).isEmpty();
    assertThat(log.read("2025-05-25 22:24:19,357 INFO  [io.quarkus] (main) type=LOGIN")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"time":9223372036854775807,"type":"LOGIN"} | time: expected milliseconds since 1970, found '9223372036854775807'
          {"type":"LOGIN"} | time: expected milliseconds since 1970, found ''
          {"time":1} | type: expected a type of event such as LOGIN, found ''
          {"time":1748204659357,"type": | not JSON at column
          {"loggerName":"org.keycloak.events","timestamp":"now"} | timestamp: expected an RFC 3339 time
          2025-05-25T22:24:19Z INFO [org.keycloak.events] type=LOGIN | line: expected 2026-02-08 10:00:00,000 WARN
          2025-02-30 22:24:19,357 INFO  [org.keycloak.events] (a) type=LOGIN | line: expected 2026-02-08 10:00:00,000 WARN
          """)
  void shouldRefuseWhatShouldTellOfAnEventAndDoesNot(String line, String why) {
    assertThatThrownBy(() -> log.read(line))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageStartingWith(why);
  }

  @ParameterizedTest
  @CsvSource({
    "UPDATE_CREDENTIAL, otp, mfa.enabled",
    "UPDATE_CREDENTIAL, webauthn, mfa.enabled",
    "UPDATE_CREDENTIAL, password, password.changed",
    "REMOVE_CREDENTIAL, otp, mfa.disabled",
    "REMOVE_CREDENTIAL, recovery-authn-codes, mfa.disabled",
    "UPDATE_TOTP, otp, mfa.enabled",
    "REMOVE_TOTP, otp, mfa.disabled"
  })
  void shouldTellOfSecondFactors(String type, String credential, String expected) {
    String line =
        "{\"time\":1748204659357,\"type\":\"%s\",\"userId\":\"u-1\",\"details\":{\"credential_type\":\"%s\"}}";
    assertThat(one(line.formatted(type, credential)).getType()).isEqualTo(expected);
  }

  @Test
  void shouldTellWhoseCredentialAnAdministratorTookAway() {
    AuthEvent listed =
        one(
            """
            {"time":1748204659357,"realmId":"main","authDetails":{"realmId":"master","userId":"admin-1","ipAddress":"192.0.2.1"},
            "operationType":"ACTION","resourceType":"USER","resourcePath":"users/u-1/credentials/c-1"}"""
                .replace("\n", ""));
    AuthEvent logged =
        one(
            "2025-05-25 22:24:19,357 INFO  [org.keycloak.events] (a) operationType=\"ACTION\","
                + " realmId=\"main\", userId=\"admin-1\", ipAddress=\"192.0.2.1\","
                + " resourceType=\"USER\", resourcePath=\"users/u-1/disable-credential-types\"");

    assertThat(List.of(listed, logged))
        .allSatisfy(
            event -> {
              assertThat(event.getType()).isEqualTo("mfa.disabled");
              assertThat(event.getPrincipal()).isEqualTo("u-1");
              assertThat(event.getService()).isEqualTo("keycloak:main");
              assertThat(event.getAttributes()).containsEntry("userId", "admin-1");
            });
    assertThat(
            log.read(
                "{\"time\":1748204659357,\"operationType\":\"ACTION\",\"resourceType\":\"USER\",\"resourcePath\":\"users/u-1/reset-password\"}"))
        .isEmpty();
  }
}
