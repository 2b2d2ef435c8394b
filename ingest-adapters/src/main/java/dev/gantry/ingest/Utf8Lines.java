package dev.gantry.ingest;

import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.serde.MalformedRecordException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Lines in UTF-8 that end with a line feed, a carriage return before it forgiven. A line that is
 * longer than {@value #LONGEST} bytes is left out, and never in memory as a whole. One thread.
 */
public final class Utf8Lines implements Lines {

  /** Longest line, bytes: as much as a topic takes. */
  public static final int LONGEST = 1_048_576;

  private final InputStream in;
  private final CodingErrorAction invalid;
  private final byte[] buffer = new byte[65_536];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int at;
  private int end;

  private Utf8Lines(InputStream in, CodingErrorAction invalid) {
    this.in = in;
    this.invalid = invalid;
  }

  /** Lines that are refused where they are not UTF-8. */
  public static Utf8Lines strict(InputStream in) {
    return new Utf8Lines(in, CodingErrorAction.REPORT);
  }

  /** Lines in which what is not UTF-8 is replaced: strangers write into logs what they like. */
  public static Utf8Lines lenient(InputStream in) {
    return new Utf8Lines(in, CodingErrorAction.REPLACE);
  }

  @Override
  public @Nullable String next() throws IOException {
    line.reset();
    long length = 0;
    while (fill()) {
      int stop = at;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      length += stop - at;
      if (length <= LONGEST) {
        line.write(buffer, at, stop - at);
      }
      at = stop;
      if (at < end) {
        at++;
        return text(length);
      }
    }
    return length == 0 ? null : text(length);
  }

  /** Whether there is more to look at. */
  private boolean fill() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(buffer));
    }
    return at < end;
  }

  private String text(long length) {
    if (length > LONGEST) {
      throw unreadable("expected a line of at most " + LONGEST + " bytes, found " + length);
    }
    byte[] bytes = line.toByteArray();
    int size =
        bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
    ByteBuffer encoded = ByteBuffer.wrap(bytes, 0, size);
    CharBuffer text = CharBuffer.allocate(size);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(invalid)
            .onUnmappableCharacter(invalid);
    if (decoder.decode(encoded, text, true).isError()) {
      throw unreadable(
          "expected UTF-8, found 0x%02x at byte %d"
              .formatted(bytes[encoded.position()] & 0xff, encoded.position() + 1));
    }
    return text.flip().toString();
  }

  private static MalformedRecordException unreadable(String why) {
    return new MalformedRecordException(DeadLetterCause.UNREADABLE, why);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
