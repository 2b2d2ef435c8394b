package dev.gantry.bench.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was done when: one JSON object a line. */
final class FaultLog implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintWriter out;

  FaultLog(Path file) throws IOException {
    this.out = new PrintWriter(Files.newBufferedWriter(file), true);
  }

  /** Writes that a fault came to a phase: {@code begin}, {@code end}, {@code recovered}. */
  void write(Fault fault, String phase, Map<String, ?> more) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("at", Instant.now().toString());
    line.put("number", fault.number());
    line.put("fault", fault.kind().word());
    line.put("victim", fault.victim() + 1);
    line.put("phase", phase);
    line.putAll(more);
    try {
      out.println(JSON.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a line of the log can't be written", e);
    }
  }

  @Override
  public void close() {
    out.close();
  }
}
