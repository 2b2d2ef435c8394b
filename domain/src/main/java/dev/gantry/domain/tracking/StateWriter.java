package dev.gantry.domain.tracking;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer of values, big-endian. */
final class StateWriter {

  /** Room for the few tracks that a camera has as a rule. */
  private static final int USUAL = 4096;

  private ByteBuffer buffer = ByteBuffer.allocate(USUAL);

  StateWriter put(boolean value) {
    return put((byte) (value ? 1 : 0));
  }

  StateWriter put(byte value) {
    room(Byte.BYTES).put(value);
    return this;
  }

  StateWriter put(short value) {
    room(Short.BYTES).putShort(value);
    return this;
  }

  StateWriter put(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  StateWriter put(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  StateWriter put(float value) {
    room(Float.BYTES).putFloat(value);
    return this;
  }

  StateWriter put(double value) {
    room(Double.BYTES).putDouble(value);
    return this;
  }

  /** Writes seven bits a byte, the lowest first: one byte below 128, five for negative numbers. */
  StateWriter putSmall(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    return put((byte) rest);
  }

  /** Writes the length in bytes and UTF-8. */
  StateWriter put(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    put(utf8.length);
    room(utf8.length).put(utf8);
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /** Reads what {@link #putSmall} wrote. */
  static int readSmall(ByteBuffer from) {
    int value = 0;
    int shift = 0;
    byte next = from.get();
    while (next < 0) {
      value |= (next & 0x7f) << shift;
      shift += 7;
      next = from.get();
    }
    return value | next << shift;
  }

  /** Reads what {@link #put(String)} wrote. */
  static String readString(ByteBuffer from) {
    int length = from.getInt();
    if (length < 0 || length > from.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] utf8 = new byte[length];
    from.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      int capacity = Math.max(2 * buffer.capacity(), buffer.position() + bytes);
      buffer.flip();
      buffer = ByteBuffer.allocate(capacity).put(buffer);
    }
    return buffer;
  }
}
