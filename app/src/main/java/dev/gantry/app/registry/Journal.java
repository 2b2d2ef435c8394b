package dev.gantry.app.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The registry's changes, one line each: a checksum, a space, the change as JSON. A change is on
 * disk before {@link #append} returns. A last line cut short by a crash was never acknowledged, so
 * it is dropped; damage anywhere else stops the start.
 */
final class Journal implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CHECKSUM_DIGITS = 8;

  private final FileChannel channel;
  private long length;

  private Journal(FileChannel channel, long length) {
    this.channel = channel;
    this.length = length;
  }

  /** A journal and what it held when it was opened, oldest first. */
  record Opened(Journal journal, List<Change> changes) {}

  static Opened open(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    List<Change> changes = new ArrayList<>();
    int good = replay(file, bytes, changes);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      channel.truncate(good);
      channel.force(true);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return new Opened(new Journal(channel, good), changes);
  }

  /**
   * Writes one change and waits for the disk.
   *
   * @throws IOException when it is not on disk; the journal is then as it was before
   */
  void append(Change change) throws IOException {
    byte[] json = JSON.writeValueAsBytes(change);
    ByteBuffer line = ByteBuffer.allocate(CHECKSUM_DIGITS + 1 + json.length + 1);
    line.put(checksum(json).getBytes(StandardCharsets.US_ASCII)).put((byte) ' ');
    line.put(json).put((byte) '\n').flip();
    int size = line.remaining();
    try {
      long at = length;
      while (line.hasRemaining()) {
        at += channel.write(line, at);
      }
      channel.force(false);
      length += size;
    } catch (IOException e) {
      channel.truncate(length);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Returns the length of what is intact. */
  private static int replay(Path file, byte[] bytes, List<Change> changes) throws IOException {
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '\n') {
        continue;
      }
      try {
        changes.add(parse(bytes, start, i));
      } catch (DamagedLineException e) {
        if (i == bytes.length - 1) {
          return start;
        }
        throw new IOException(
            file + ", line " + (changes.size() + 1) + ": " + e.getMessage() + "; restore the file");
      }
      start = i + 1;
    }
    return start;
  }

  private static Change parse(byte[] bytes, int from, int to) throws DamagedLineException {
    int text = from + CHECKSUM_DIGITS + 1;
    if (to < text) {
      throw new DamagedLineException("shorter than its checksum");
    }
    byte[] json = Arrays.copyOfRange(bytes, text, to);
    String expected = new String(bytes, from, CHECKSUM_DIGITS, StandardCharsets.US_ASCII);
    if (!expected.equals(checksum(json))) {
      throw new DamagedLineException("expected checksum " + expected + ", found " + checksum(json));
    }
    try {
      return JSON.readValue(json, Change.class);
    } catch (JsonProcessingException e) {
      throw new DamagedLineException("not a change this version knows: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new DamagedLineException(e.toString());
    }
  }

  private static String checksum(byte[] json) {
    CRC32 crc = new CRC32();
    crc.update(json);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  private static final class DamagedLineException extends Exception {
    DamagedLineException(String message) {
      super(message);
    }
  }
}
