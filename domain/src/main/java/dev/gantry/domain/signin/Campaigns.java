package dev.gantry.domain.signin;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Attacks that were told of and go on: each is told of once, until nothing was heard of it for a
 * while. At most {@value #MOST} at a time, and as many slow ones; then the one that ends first is
 * told of again. Mutable.
 */
final class Campaigns {

  /** What names of slow ones begin with: they last for hours, and are to push out no quick one. */
  static final String SLOWLY = "slowly ";

  private static final int MOST = 32;

  private final Map<String, Long> untilUs = new TreeMap<>();

  /** Whether one goes on at a moment. */
  boolean isOn(String name, long atUs) {
    return atUs <= untilUs.getOrDefault(name, Long.MIN_VALUE);
  }

  /**
   * Something more was heard of one: it goes on for a while at least.
   *
   * @return whether it begins, and so is to be told of
   */
  boolean goOn(String name, long atUs, long restUs) {
    boolean begins = !isOn(name, atUs);
    untilUs.values().removeIf(until -> until < atUs);
    if (!untilUs.containsKey(name)) {
      makeRoom(name.startsWith(SLOWLY));
    }
    untilUs.merge(name, atUs + restUs, Math::max);
    return begins;
  }

  private void makeRoom(boolean slow) {
    List<Map.Entry<String, Long>> alike =
        untilUs.entrySet().stream()
            .filter(each -> each.getKey().startsWith(SLOWLY) == slow)
            .sorted(Map.Entry.comparingByValue())
            .toList();
    if (alike.size() >= MOST) {
      untilUs.remove(alike.get(0).getKey());
    }
  }

  /** Whether none was told of, or all are long over. */
  boolean isEmpty() {
    return untilUs.isEmpty();
  }

  boolean isSpentAt(long nowUs) {
    return untilUs.values().stream().allMatch(until -> until < nowUs);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeShort(untilUs.size());
    for (Map.Entry<String, Long> campaign : untilUs.entrySet()) {
      out.writeUTF(campaign.getKey());
      out.writeLong(campaign.getValue());
    }
  }

  static Campaigns read(DataInputStream in) throws IOException {
    Campaigns campaigns = new Campaigns();
    for (int left = in.readShort(); left > 0; left--) {
      campaigns.untilUs.put(in.readUTF(), in.readLong());
    }
    return campaigns;
  }
}
