package dev.gantry.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.serde.MalformedRecordException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Utf8LinesTest {

  @Test
  void shouldEndLinesAtLineFeedsAndForgiveCarriageReturnsBeforeThem() throws IOException {
    assertThat(read(Utf8Lines.strict(bytes("a\r\nb\n\nc\rd\n".getBytes(UTF_8)))))
        .containsExactly("a", "b", "", "c\rd");
    assertThat(read(Utf8Lines.strict(bytes("a\nb".getBytes(UTF_8))))).containsExactly("a", "b");
    assertThat(read(Utf8Lines.strict(bytes(new byte[0])))).isEmpty();
  }

  @Test
  void shouldRefuseALineThatIsNotUtf8AndGoOn() throws IOException {
    byte[] lines =
        joined("é{".getBytes(UTF_8), new byte[] {(byte) 0xc3, '(', '\n'}, "b".getBytes(UTF_8));

    assertThat(read(Utf8Lines.strict(bytes(lines))))
        .containsExactly("refused: expected UTF-8, found 0xc3 at byte 4", "b");
    assertThat(read(Utf8Lines.lenient(bytes(lines)))).containsExactly("é{\ufffd(", "b");
  }

  @Test
  void shouldRefuseALineThatEndsWithinACharacter() throws IOException {
    assertThat(read(Utf8Lines.strict(bytes(new byte[] {'a', (byte) 0xe2, (byte) 0x82}))))
        .containsExactly("refused: expected UTF-8, found 0xe2 at byte 2");
  }

  @Test
  void shouldRefuseALineThatIsTooLongAndGoOn() throws IOException {
    String longest = "x".repeat(Utf8Lines.LONGEST);

    assertThat(read(Utf8Lines.strict(bytes((longest + "\n" + longest + "y\nz").getBytes(UTF_8)))))
        .containsExactly(
            longest, "refused: expected a line of at most 1048576 bytes, found 1048577", "z");
  }

  private static ByteArrayInputStream bytes(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** All lines; in place of one that was refused why it was. */
  static List<String> read(Lines lines) throws IOException {
    List<String> read = new ArrayList<>();
    while (true) {
      try {
        String line = lines.next();
        if (line == null) {
          return read;
        }
        read.add(line);
      } catch (MalformedRecordException e) {
        read.add("refused: " + e.explanation());
      }
    }
  }
}
