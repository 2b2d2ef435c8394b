package dev.gantry.ingest.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.domain.time.Micros;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
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

  private static final ObjectMapper JSON = new ObjectMapper();

  /** As the listener {@code jboss-logging} writes it, quoted since Keycloak 24. */
  private static final Pattern LOGGED =
      Pattern.compile(
          "(?<at>\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2},\\d{3})\\s+[A-Z]+\\s+"
              + "\\[org\\.key[\\w.]*events]\\s+\\([^)]*\\)\\s+(?<fields>.*)");

  /** Quotes within quotes have a backslash before them. */
  private static final Pattern FIELD =
      Pattern.compile(
          "(?<name>\\w+)=(?:\"(?<quoted>(?:[^\"\\\\]++|\\\\.)*+)\"|(?<plain>[^,]*))(?:,\\s*|$)");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS", Locale.ROOT);

  /**
   * Reads a line: of the log, of the log as JSON, or an event as JSON from the administration's
   * interface.
   *
   * @param zone of times in the log
   * @return empty when it is none of them
   */
  static Optional<KeycloakLine> read(String line, ZoneId zone) {
    if (line.startsWith("{")) {
      return json(line);
    }
    Matcher found = LOGGED.matcher(line);
    if (!found.matches()) {
      return Optional.empty();
    }
    try {
      Instant at = LocalDateTime.parse(found.group("at"), TIME).atZone(zone).toInstant();
      return Optional.of(new KeycloakLine(Micros.of(at), fields(found.group("fields"))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
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
    try {
      JsonNode root = JSON.readTree(line);
      if (root.path("loggerName").asText().endsWith("keycloak.events")) {
        Instant at = OffsetDateTime.parse(root.path("timestamp").asText()).toInstant();
        return Optional.of(new KeycloakLine(Micros.of(at), fields(root.path("message").asText())));
      }
      if (!root.path("time").isIntegralNumber() || !root.path("type").isTextual()) {
        return Optional.empty();
      }
      Map<String, String> fields = new LinkedHashMap<>();
      for (JsonNode part : List.of(root, root.path("details"))) {
        part.properties().stream()
            .filter(each -> each.getValue().isValueNode())
            .forEach(each -> put(fields, each.getKey(), each.getValue().asText()));
      }
      long atUs = Micros.of(Instant.ofEpochMilli(root.path("time").asLong()));
      return Optional.of(new KeycloakLine(atUs, fields));
    } catch (JsonProcessingException | DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** A field; empty when there is none. */
  String field(String name) {
    return fields.getOrDefault(name, "");
  }
}
