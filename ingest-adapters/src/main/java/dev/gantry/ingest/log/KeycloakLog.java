package dev.gantry.ingest.log;

import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.AuthOutcome;
import dev.gantry.schemas.records.TimeMode;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sign-ins out of the events of Keycloak, as its log has them or as JSON. An attempt counts as
 * failed when a credential was wrong or an account unknown or disabled; one that expired, or that
 * its user gave up, is {@code login.aborted}. One thread.
 */
public final class KeycloakLog implements LogFormat {

  private static final Set<String> WRONG =
      Set.of(
          "invalid_user_credentials",
          "user_not_found",
          "user_disabled",
          "user_temporarily_disabled");

  private static final Set<String> SECOND_FACTORS =
      Set.of("otp", "webauthn", "webauthn-passwordless", "recovery-authn-codes");

  /** How an administrator's removal of a credential is called: one of its own, or of a type. */
  private static final Set<String> REMOVALS = Set.of("ACTION", "DELETE");

  private static final Pattern REMOVED =
      Pattern.compile("users/(?<user>[^/]+)/(?:credentials/[^/]+|disable-credential-types)");

  private final ZoneId zone;
  private final String source;
  private final LineIds ids = new LineIds("keycloak");

  /**
   * @param zone of times in the log
   * @param source name of the log, for people
   */
  public KeycloakLog(ZoneId zone, String source) {
    this.zone = zone;
    this.source = source;
  }

  @Override
  public List<AuthEvent> read(String line) {
    Optional<KeycloakLine> read = KeycloakLine.read(line.strip(), zone);
    return read.flatMap(KeycloakLog::type)
        .map(type -> List.of(event(type, read.get(), line)))
        .orElse(List.of());
  }

  private static Optional<String> type(KeycloakLine line) {
    return switch (line.field("type")) {
      case "LOGIN" -> Optional.of("login.succeeded");
      case "LOGIN_ERROR" ->
          Optional.of(WRONG.contains(line.field("error")) ? "login.failed" : "login.aborted");
      case "LOGOUT" -> Optional.of("logout");
      case "REMOVE_TOTP" -> Optional.of("mfa.disabled");
      case "UPDATE_TOTP" -> Optional.of("mfa.enabled");
      case "UPDATE_PASSWORD" -> Optional.of("password.changed");
      case "REMOVE_CREDENTIAL" ->
          isSecondFactor(line) ? Optional.of("mfa.disabled") : Optional.empty();
      case "UPDATE_CREDENTIAL" ->
          isSecondFactor(line)
              ? Optional.of("mfa.enabled")
              : line.field("credential_type").equals("password")
                  ? Optional.of("password.changed")
                  : Optional.empty();
      case "" -> removedFrom(line).map(user -> "mfa.disabled");
      default -> Optional.empty();
    };
  }

  private static boolean isSecondFactor(KeycloakLine line) {
    return SECOND_FACTORS.contains(line.field("credential_type"));
  }

  /**
   * The user whose credential an administrator took away; absent when none did. Which one it was is
   * not told; passwords are set anew, not taken away.
   */
  private static Optional<String> removedFrom(KeycloakLine line) {
    Matcher path = REMOVED.matcher(line.field("resourcePath"));
    return line.field("resourceType").equals("USER")
            && REMOVALS.contains(line.field("operationType"))
            && line.field("error").isEmpty()
            && path.matches()
        ? Optional.of(path.group("user"))
        : Optional.empty();
  }

  private AuthEvent event(String type, KeycloakLine line, String text) {
    String id = line.field("id");
    return AuthEvent.newBuilder()
        .setEventId(id.isEmpty() ? ids.of(text) : id)
        .setType(type)
        .setPrincipal(principal(line))
        .setOutcome(
            line.field("type").endsWith("_ERROR") ? AuthOutcome.FAILURE : AuthOutcome.SUCCESS)
        .setSourceAddress(line.field("ipAddress"))
        .setService("keycloak:" + realm(line))
        .setMethod(line.field("auth_method"))
        .setReason(line.field("error"))
        .setSessionId(line.field("sessionId"))
        .setOccurredAtUs(line.atUs())
        .setOccurredAtRawUs(line.atUs())
        .setTimeMode(TimeMode.REPLAY)
        .setSource(source)
        .setAttributes(attributes(line))
        .setOrigins(List.of())
        .build();
  }

  private static String principal(KeycloakLine line) {
    Optional<String> user = removedFrom(line);
    if (user.isPresent()) {
      return user.get();
    }
    return line.field(line.field("username").isEmpty() ? "userId" : "username");
  }

  private static String realm(KeycloakLine line) {
    return line.field(line.field("realmName").isEmpty() ? "realmId" : "realmName");
  }

  /** What helps to find the event again; codes of sessions are nobody else's business. */
  private static Map<String, String> attributes(KeycloakLine line) {
    Map<String, String> attributes = new TreeMap<>();
    for (String name : List.of("clientId", "userId", "credential_type")) {
      if (!line.field(name).isEmpty()) {
        attributes.put(name, line.field(name));
      }
    }
    return attributes;
  }
}
