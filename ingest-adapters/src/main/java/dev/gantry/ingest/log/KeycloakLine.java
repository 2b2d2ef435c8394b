package dev.gantry.ingest.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.serde.JsonEvent;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.serde.MalformedRecordException.Fault;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An event of Keycloak.
 *
 * @param atUs when, microseconds since 1970
 * @param fields what it says by name, with those of its details; never {@code null} as text. What
 *     the service says itself comes first and stays: details hold what strangers typed
 */
record KeycloakLine(long atUs, Map<String, String> fields) {

  /** As the listener {@code jboss-logging} writes it, quoted since Keycloak 24. */
  private static final Pattern LOGGED =
      Pattern.compile(
          "(?<at>\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2},\\d{3})\\s+[A-Z]+\\s+"
              + "\\[org\\.key[\\w.]*events]\\s+\\([^)]*\\)\\s+(?<fields>.*)");

  /** How a line says that it is of that listener, in whatever form. */
  private static final Pattern NAMED = Pattern.compile("\\[org\\.key[\\w.]*events]");

  /** Quotes within quotes have a backslash before them. */
  private static final Pattern FIELD =
      Pattern.compile(
          "(?<name>\\w+)=(?:\"(?<quoted>(?:[^\"\\\\]++|\\\\.)*+)\"|(?<plain>[^,]*))(?:,\\s*|$)");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /**
   * Reads a line: of the log, of the log as JSON, or an event as JSON from the administration's
   * interface.
   *
   * @param zone of times in the log
   * @return empty when it is another line of a log
   * @throws MalformedRecordException when it should be one of them, and can't be read
   */
  static Optional<KeycloakLine> read(String line, ZoneId zone) {
    if (line.startsWith("{")) {
      return json(line);
    }
    Matcher found = LOGGED.matcher(line);
    if (!found.matches()) {
      if (NAMED.matcher(line).find()) {
        throw notLogged(line);
      }
      return Optional.empty();
    }
    try {
      Instant at = LocalDateTime.parse(found.group("at"), TIME).atZone(zone).toInstant();
      return Optional.of(new KeycloakLine(Micros.of(at), fields(found.group("fields"))));
    } catch (DateTimeException e) {
      throw notLogged(line);
    }
  }

  private static MalformedRecordException notLogged(String line) {
    return new MalformedRecordException(
        Fault.ofText(
            "line", "2026-02-08 10:00:00,000 WARN  [org.keycloak.events] (...) ...", line));
  }

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      String quoted = field.group("quoted");
      put(
          fields,
          field.group("name"),
          quoted == null ? field.group("plain").strip() : quoted.replace("\\\"", "\""));
    }
    return fields;
  }

  private static void put(Map<String, String> fields, String name, String value) {
    if (!value.isEmpty() && !value.equals("null")) {
      fields.putIfAbsent(name, value);
    }
  }

  private static Optional<KeycloakLine> json(String line) {
    JsonNode root = JsonEvent.parse(line.getBytes(StandardCharsets.UTF_8)).json();
    String logger = root.path("loggerName").asText();
    if (logger.isEmpty()) {
      return Optional.of(listed(root));
    }
    return logger.endsWith("keycloak.events") ? Optional.of(logged(root)) : Optional.empty();
  }

  /** A line of the log as JSON. */
  private static KeycloakLine logged(JsonNode root) {
    String time = root.path("timestamp").asText();
    try {
      Instant at = OffsetDateTime.parse(time).toInstant();
      return new KeycloakLine(Micros.of(at), fields(root.path("message").asText()));
    } catch (DateTimeException | ArithmeticException e) {
      throw wrong("timestamp", "an RFC 3339 time such as 2026-02-08T10:00:00Z", time);
    }
  }

  /** An event, of a user or of an administrator, as the administration's interface lists it. */
  private static KeycloakLine listed(JsonNode root) {
    JsonNode time = root.path("time");
    if (!time.isIntegralNumber() || !time.canConvertToLong()) {
      throw wrong("time", "milliseconds since 1970", time.asText());
    }
    if (!root.path("type").isTextual() && !root.path("operationType").isTextual()) {
      throw wrong("type", "a type of event such as LOGIN", root.path("type").asText());
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (JsonNode part : List.of(root, root.path("authDetails"), root.path("details"))) {
      part.properties().stream()
          .filter(each -> each.getValue().isValueNode())
          .forEach(each -> put(fields, each.getKey(), each.getValue().asText()));
    }
    try {
      return new KeycloakLine(Micros.of(Instant.ofEpochMilli(time.asLong())), fields);
    } catch (DateTimeException | ArithmeticException e) {
      throw wrong("time", "milliseconds since 1970", time.asText());
    }
  }

  private static MalformedRecordException wrong(String field, String expected, String found) {
    return new MalformedRecordException(Fault.ofText(field, expected, found));
  }

  /** A field; empty when there is none. */
  String field(String name) {
    return fields.getOrDefault(name, "");
  }
}
