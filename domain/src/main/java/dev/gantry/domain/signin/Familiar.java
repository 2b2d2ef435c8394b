package dev.gantry.domain.signin;

import dev.gantry.domain.time.Micros;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an account was used with or from: addresses, devices or countries, the latest {@value
 * #MOST}. Mutable.
 */
final class Familiar {

  private static final int MOST = 16;

  /** What was first used longer ago than this is usual: whoever broke in today is not. */
  private static final long USUAL_AFTER_US = Micros.of(Duration.ofDays(1));

  private record Used(long firstUs, long lastUs) {}

  private final Map<String, Used> names = new TreeMap<>();

  /** Takes a success in. */
  void learn(String name, long atUs) {
    if (name.isEmpty()) {
      return;
    }
    Used before = names.getOrDefault(name, new Used(atUs, atUs));
    names.put(name, new Used(Math.min(before.firstUs, atUs), Math.max(before.lastUs, atUs)));
    if (names.size() > MOST) {
      names.entrySet().stream()
          .filter(each -> !each.getKey().equals(name))
          .min(Map.Entry.comparingByValue((a, b) -> Long.compare(a.lastUs, b.lastUs)))
          .map(Map.Entry::getKey)
          .ifPresent(names::remove);
    }
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  boolean knows(String name) {
    return names.containsKey(name);
  }

  /** Whether the owner has used it for long enough. */
  boolean isUsual(String name, long atUs) {
    Used used = names.get(name);
    return used != null && atUs - used.firstUs >= USUAL_AFTER_US;
  }

  /** The usual ones, in the order of their names. */
  List<String> usual(long atUs) {
    return names.keySet().stream().filter(name -> isUsual(name, atUs)).toList();
  }

  void write(DataOutputStream out) throws IOException {
    out.writeShort(names.size());
    for (Map.Entry<String, Used> name : names.entrySet()) {
      out.writeUTF(name.getKey());
      out.writeLong(name.getValue().firstUs);
      out.writeLong(name.getValue().lastUs);
    }
  }

  static Familiar read(DataInputStream in) throws IOException {
    Familiar familiar = new Familiar();
    for (int left = in.readShort(); left > 0; left--) {
      familiar.names.put(in.readUTF(), new Used(in.readLong(), in.readLong()));
    }
    return familiar;
  }
}
