package dev.gantry.ingest.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.domain.time.Micros;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** A line of {@code journalctl -o json}: one entry of the journal of systemd. */
final class JournalLine {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern MICROS = Pattern.compile("\\d{1,16}");

  private JournalLine() {}

  /** Reads a line; empty when it is no entry. */
  static Optional<SyslogLine> read(String line) {
    try {
      JsonNode entry = JSON.readTree(line);
      String micros = entry.path("__REALTIME_TIMESTAMP").asText();
      if (!MICROS.matcher(micros).matches()) {
        return Optional.empty();
      }
      return Optional.of(
          new SyslogLine(
              Micros.toInstant(Long.parseLong(micros)),
              text(entry.path("_HOSTNAME")),
              text(entry.path("SYSLOG_IDENTIFIER")),
              text(entry.path(entry.has("SYSLOG_PID") ? "SYSLOG_PID" : "_PID")),
              text(entry.path("MESSAGE")).strip()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Whatever is not all printable, such as a name that an attacker chose, comes as bytes. */
  private static String text(JsonNode value) {
    if (!value.isArray()) {
      return value.asText();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    value.forEach(each -> bytes.write(each.asInt()));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
