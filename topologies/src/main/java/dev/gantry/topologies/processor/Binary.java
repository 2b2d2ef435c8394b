package dev.gantry.topologies.processor;

import dev.gantry.domain.time.Micros;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Parts of stored states: texts are UTF-8 with their length, times microseconds. */
public final class Binary {

  private static final long NO_TIME = Long.MIN_VALUE;

  private Binary() {}

  public static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  public static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a text of " + length + " bytes");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  public static void texts(DataOutputStream out, Collection<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      text(out, text);
    }
  }

  public static List<String> texts(DataInputStream in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      texts.add(text(in));
    }
    return texts;
  }

  public static void map(DataOutputStream out, SortedMap<String, String> map) throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<String, String> entry : map.entrySet()) {
      text(out, entry.getKey());
      text(out, entry.getValue());
    }
  }

  public static SortedMap<String, String> map(DataInputStream in) throws IOException {
    SortedMap<String, String> map = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      map.put(text(in), text(in));
    }
    return map;
  }

  public static void time(DataOutputStream out, Instant time) throws IOException {
    out.writeLong(Micros.of(time));
  }

  public static Instant time(DataInputStream in) throws IOException {
    return Micros.toInstant(in.readLong());
  }

  public static void duration(DataOutputStream out, Duration duration) throws IOException {
    out.writeLong(Micros.of(duration));
  }

  public static Duration duration(DataInputStream in) throws IOException {
    return Micros.toDuration(in.readLong());
  }

  public static void optionalTime(DataOutputStream out, Optional<Instant> time) throws IOException {
    out.writeLong(time.map(Micros::of).orElse(NO_TIME));
  }

  public static Optional<Instant> optionalTime(DataInputStream in) throws IOException {
    long micros = in.readLong();
    return micros == NO_TIME ? Optional.empty() : Optional.of(Micros.toInstant(micros));
  }
}
