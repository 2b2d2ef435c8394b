package dev.gantry.app.endtoend;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Values that no input topic may take, of every kind we could think of. Seeded: always the same.
 */
final class MalformedValues {
  static final int KINDS = 21;

  private final int ownSchema;
  private final int otherSchema;
  private final Random random;

  /**
   * Makes values for one topic.
   *
   * @param ownSchema registry id of the topic's own schema
   * @param otherSchema id of another one
   */
  MalformedValues(int ownSchema, int otherSchema, long seed) {
    this.ownSchema = ownSchema;
    this.otherSchema = otherSchema;
    this.random = new Random(seed);
  }

  /** One value of a kind, 0 to {@link #KINDS} - 1. */
  byte @Nullable [] value(int kind) {
    return switch (kind) {
      case 0 -> null;
      case 1 -> new byte[0];
      case 2 -> noise(1 + random.nextInt(200), (byte) 0xff);
      case 3 -> text("hello " + random.nextInt());
      case 4 -> text("[1, 2, 3]");
      case 5 -> text("{\"event_type\": ");
      case 6 -> text("{\"no_such_field\": " + random.nextInt() + "}");
      case 7 -> text("{}");
      case 8 -> text("{\"occurred_at_us\": \"yesterday\", \"captured_at_us\": [], \"value\": {}}");
      case 9 -> new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'};
      case 10 -> text("{\"a\":".repeat(2000) + "1" + "}".repeat(2000));
      case 11 -> new byte[] {0};
      case 12 -> framed(1_000_000 + random.nextInt(20), noise(40, (byte) 1));
      case 13 -> framed(ownSchema, new byte[0]);
      case 14 -> framed(ownSchema, noise(5 + random.nextInt(100), (byte) 3));
      case 15 -> framed(otherSchema, new byte[] {6, 'a', 'b', 'c'});
      case 16 -> framed(-1, noise(10, (byte) 1));
      case 17 -> text("\ufeff{\"specversion\": \"1.0\", \"data\": 7}");
      case 18 -> framed(ownSchema, repeat((byte) 0xff, 30));
      case 19 -> text("{\"specversion\": \"1.0\", \"id\": 1, \"time\": \"2026-13-45T99:00:00Z\"}");
      case 20 ->
          text(
              "{\"source\": \"" + "x".repeat(2_000) + "\", \"site\": \"" + "y".repeat(600) + "\"}");
      default -> throw new IllegalArgumentException("kind " + kind);
    };
  }

  /** Noise that no compression makes smaller; no record of any topic. */
  static byte[] incompressible(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    bytes[0] = 'x';
    return bytes;
  }

  private byte[] noise(int length, byte first) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    bytes[0] = first;
    return bytes;
  }

  private static byte[] repeat(byte value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, value);
    return bytes;
  }

  private static byte[] framed(int schema, byte[] body) {
    return ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(schema).put(body).array();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
