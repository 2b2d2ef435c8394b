package dev.gantry.schemas.serde;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Reads Avro's binary encoding from an array and believes no length it finds there: a string, an
 * array or a map that claims more than the bytes left is an error before anything is allocated for
 * it. Avro's own decoder checks strings, but generated code allocates an array of the claimed
 * count. Strings must be UTF-8.
 *
 * <p>An item of an array is taken to need one byte at least; no schema of ours has empty items.
 */
final class BoundedDecoder extends Decoder {

  /** What {@code new String} puts where bytes are not UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = {};
  private int position;
  private int limit;

  /** Starts on other bytes. */
  void reset(byte[] data, int from, int length) {
    bytes = data;
    position = from;
    limit = from + length;
  }

  /** Bytes not read yet. */
  int remaining() {
    return limit - position;
  }

  /** Index of the next byte in the array. */
  int position() {
    return position;
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    int value = next();
    if (value > 1) {
      throw new AvroRuntimeException("expected a boolean, 0 or 1, found " + value);
    }
    return value == 1;
  }

  @Override
  public int readInt() throws IOException {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int b = next();
      value |= (b & 0x7f) << shift;
      if (b < 0x80) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new AvroRuntimeException("expected an int of at most 5 bytes, found a longer one");
  }

  @Override
  public long readLong() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int b = next();
      value |= (b & 0x7fL) << shift;
      if (b < 0x80) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new AvroRuntimeException("expected a long of at most 10 bytes, found a longer one");
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat((int) INT.get(bytes, take(4)));
  }

  @Override
  public double readDouble() throws IOException {
    return Double.longBitsToDouble((long) LONG.get(bytes, take(8)));
  }

  @Override
  public String readString() throws IOException {
    int length = readLength();
    if (length == 0) {
      return "";
    }
    int at = take(length);
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    // A Latin-1 string cannot hold the character, so the search costs next to nothing.
    if (text.indexOf(REPLACEMENT) >= 0) {
      checkUtf8(at, length);
    }
    return text;
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(readString());
  }

  @Override
  public void skipString() throws IOException {
    take(readLength());
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    int length = readLength();
    int at = take(length);
    byte[] copy = new byte[length];
    System.arraycopy(bytes, at, copy, 0, length);
    return ByteBuffer.wrap(copy);
  }

  @Override
  public void skipBytes() throws IOException {
    take(readLength());
  }

  @Override
  public void readFixed(byte[] target, int start, int length) throws IOException {
    System.arraycopy(bytes, take(length), target, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    take(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return readCount();
  }

  @Override
  public long arrayNext() throws IOException {
    return readCount();
  }

  @Override
  public long skipArray() throws IOException {
    return skipBlocks();
  }

  @Override
  public long readMapStart() throws IOException {
    return readCount();
  }

  @Override
  public long mapNext() throws IOException {
    return readCount();
  }

  @Override
  public long skipMap() throws IOException {
    return skipBlocks();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  /** Count of the next block of an array or map, 0 at its end. */
  private long readCount() throws IOException {
    long count = readLong();
    if (count < 0) {
      // A negative count is followed by the size of the block, for those who skip it.
      bounded(readLong());
      count = -count;
    }
    return bounded(count);
  }

  /** Skips blocks that state their size; the count of the first that does not, 0 at the end. */
  private long skipBlocks() throws IOException {
    long count = readLong();
    while (count < 0) {
      take((int) bounded(readLong()));
      count = readLong();
    }
    return bounded(count);
  }

  private int readLength() throws IOException {
    return (int) bounded(readLong());
  }

  private long bounded(long claimed) {
    if (claimed < 0 || claimed > remaining()) {
      throw new AvroRuntimeException(
          "expected a length of 0 to the " + remaining() + " bytes left, found " + claimed);
    }
    return claimed;
  }

  private int next() throws IOException {
    if (position >= limit) {
      throw new EOFException("the record ends too early");
    }
    return bytes[position++] & 0xff;
  }

  /** Index of the next {@code length} bytes, which count as read. */
  private int take(int length) throws IOException {
    if (length < 0 || length > limit - position) {
      throw new EOFException("the record ends too early");
    }
    int at = position;
    position += length;
    return at;
  }

  private void checkUtf8(int at, int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
    } catch (CharacterCodingException e) {
      throw new AvroRuntimeException("expected a string in UTF-8, found other bytes", e);
    }
  }
}
