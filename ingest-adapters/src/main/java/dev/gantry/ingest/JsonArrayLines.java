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

  /** Before an array there may be a byte order mark, and some white space. */
  private static final int LOOKED_AT = 64;

  private final JsonParser parser;
  private boolean ended;

  private JsonArrayLines(JsonParser parser) {
    this.parser = parser;
  }

  /** The elements where the input is an array, else its lines as they are. */
  public static Lines orLinesOf(InputStream in) throws IOException {
    BufferedInputStream looked = new BufferedInputStream(in);
    looked.mark(LOOKED_AT);
    boolean isArray = firstOf(looked) == '[';
    looked.reset();
    if (!isArray) {
      return Utf8Lines.lenient(looked);
    }
    JsonParser parser = JSON.createParser(looked);
    parser.nextToken();
    return new JsonArrayLines(parser);
  }

  /** The first byte that says something; -1 when there is none in reach. */
  private static int firstOf(InputStream in) throws IOException {
    for (int i = 0; i < LOOKED_AT; i++) {
      int next = in.read();
      if (next < 0 || " \t\r\n\u00ef\u00bb\u00bf".indexOf(next) < 0) {
        return next;
      }
    }
    return -1;
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
