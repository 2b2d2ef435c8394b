package dev.gantry.app.deadletter;

import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.registry.SchemaRegistryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Shows bytes that may be anything: decoded Avro, text, or hexadecimal digits. */
final class Preview {
  private static final int FRAME = 5;
  private static final int BYTES_A_LINE = 16;

  private final Optional<SchemaRegistry> registry;
  private final int limit;

  /**
   * Makes previews.
   *
   * @param registry where schemas are asked for; empty to leave Avro undecoded
   * @param limit longest text shown, characters; as many bytes in digits
   */
  Preview(Optional<SchemaRegistry> registry, int limit) {
    this.registry = registry;
    this.limit = limit;
  }

  /** One or more lines, the first saying what the rest is. */
  String of(byte @Nullable [] bytes) {
    if (bytes == null) {
      return "none (a tombstone)";
    }
    String size = bytes.length + " bytes";
    if (bytes.length >= FRAME && bytes[0] == 0) {
      return size + ", " + framed(bytes);
    }
    return text(bytes)
        .map(text -> size + " of text\n" + printable(text, limit))
        .orElseGet(() -> size + "\n" + hex(bytes));
  }

  private String framed(byte[] bytes) {
    int id = ByteBuffer.wrap(bytes).getInt(1);
    String what = "framed as Avro of schema " + id;
    if (registry.isEmpty()) {
      return what + " (not decoded: no registry named)\n" + hex(bytes);
    }
    try {
      Schema schema = registry.get().schemaById(id);
      Object value =
          new GenericDatumReader<>(schema)
              .read(
                  null,
                  DecoderFactory.get().binaryDecoder(bytes, FRAME, bytes.length - FRAME, null));
      return what + ", " + schema.getFullName() + "\n" + printable(String.valueOf(value), limit);
    } catch (SchemaRegistryException e) {
      return what + " (not decoded: " + e.getMessage() + ")\n" + hex(bytes);
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      return what + " (does not decode: " + e + ")\n" + hex(bytes);
    }
  }

  private static Optional<String> text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean readable =
          text.chars().allMatch(c -> !Character.isISOControl(c) || Character.isWhitespace(c));
      return readable ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private String hex(byte[] bytes) {
    StringBuilder lines = new StringBuilder();
    HexFormat digits = HexFormat.ofDelimiter(" ");
    int shown = Math.min(bytes.length, limit);
    for (int at = 0; at < shown; at += BYTES_A_LINE) {
      int to = Math.min(shown, at + BYTES_A_LINE);
      StringBuilder plain = new StringBuilder();
      for (int i = at; i < to; i++) {
        plain.append(bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char) bytes[i] : '.');
      }
      lines.append(String.format("%08x  %-47s  %s%n", at, digits.formatHex(bytes, at, to), plain));
    }
    if (shown < bytes.length) {
      lines.append("… ").append(bytes.length - shown).append(" bytes more\n");
    }
    return lines.toString().stripTrailing();
  }

  /** Text that cannot move the cursor: control characters are shown as symbols, the end is cut. */
  static String printable(String text, int limit) {
    StringBuilder shown = new StringBuilder();
    int length = Math.min(text.length(), limit);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) ? '\u00b7' : c);
    }
    if (text.length() > limit) {
      shown.append("… (").append(text.length() - limit).append(" characters more)");
    }
    return shown.toString();
  }
}
