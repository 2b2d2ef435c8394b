package dev.gantry.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.serde.MalformedRecordException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a JSON array, however it is written, each as one line: what interfaces answer
 * that are asked for a list. One at a time is in memory.
 */
public final class JsonArrayLines implements Lines {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Before an array there may be a byte order mark, and white space within it and before. */
  private static final int LOOKED_AT = 1_024;

  private static final String PASSED_OVER = " \t\r\n\u00ef\u00bb\u00bf";

  private final JsonParser parser;
  private boolean ended;

  private JsonArrayLines(JsonParser parser) {
    this.parser = parser;
  }

  /** The elements where the input is an array, else its lines as they are. */
  public static Lines orLinesOf(InputStream in) throws IOException {
    BufferedInputStream looked = new BufferedInputStream(in);
    looked.mark(LOOKED_AT);
    boolean isArray = beginsAnArray(looked);
    looked.reset();
    if (!isArray) {
      return Utf8Lines.lenient(looked);
    }
    JsonParser parser = JSON.createParser(looked);
    parser.nextToken();
    return new JsonArrayLines(parser);
  }

  /** A bracket before an object or nothing; lines of a log may begin with one, too. */
  private static boolean beginsAnArray(InputStream in) throws IOException {
    boolean isOpen = false;
    for (int i = 0; i < LOOKED_AT; i++) {
      int next = in.read();
      if (next < 0) {
        return isOpen;
      }
      if (PASSED_OVER.indexOf(next) < 0) {
        if (isOpen || next != '[') {
          return isOpen && (next == '{' || next == ']');
        }
        isOpen = true;
      }
    }
    return false;
  }

  @Override
  public @Nullable String next() throws IOException {
    if (ended) {
      return null;
    }
    try {
      if (parser.nextToken() == JsonToken.END_ARRAY) {
        ended = true;
        return null;
      }
      return JSON.readTree(parser).toString();
    } catch (JsonProcessingException e) {
      ended = true;
      throw new MalformedRecordException(
          DeadLetterCause.UNREADABLE,
          "not JSON at line %d, column %d; nothing after it was read"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
          e);
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
