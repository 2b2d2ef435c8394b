package dev.gantry.ingest.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.serde.JsonEvent;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.serde.MalformedRecordException.Fault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A line of {@code journalctl -o json}: one entry of the journal of systemd. */
final class JournalLine {

  private static final String TIME = "__REALTIME_TIMESTAMP";
  private static final Pattern MICROS = Pattern.compile("\\d{1,16}");

  private JournalLine() {}

  /**
   * Reads a line.
   *
   * @throws MalformedRecordException when it is no entry
   */
  static SyslogLine read(String line) {
    JsonNode entry = JsonEvent.parse(line.getBytes(StandardCharsets.UTF_8)).json();
    String micros = entry.path(TIME).asText();
    if (!MICROS.matcher(micros).matches()) {
      throw new MalformedRecordException(
          Fault.ofText(TIME, "microseconds since 1970, as journalctl -o json has them", micros));
    }
    return new SyslogLine(
        Micros.toInstant(Long.parseLong(micros)),
        text(entry.path("_HOSTNAME")),
        text(entry.path("SYSLOG_IDENTIFIER")),
        text(entry.path(entry.has("SYSLOG_PID") ? "SYSLOG_PID" : "_PID")),
        text(entry.path("MESSAGE")).strip());
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
