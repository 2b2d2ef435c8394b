package dev.gantry.domain.signin;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Hashes of the ids of the last {@value #MOST} events, to know repeats by. Mutable. */
final class RecentIds {

  private static final int MOST = 32;

  /** FNV-1a, 64 bits: one in 10^17 events is taken for another of the last 32. */
  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;

  private static final long PRIME = 0x100000001b3L;

  private final Deque<Long> hashes = new ArrayDeque<>();

  /** Takes an event in; false when it was there already. */
  boolean add(String id) {
    long hash = OFFSET_BASIS;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * PRIME;
    }
    if (hashes.contains(hash)) {
      return false;
    }
    hashes.addLast(hash);
    if (hashes.size() > MOST) {
      hashes.removeFirst();
    }
    return true;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeShort(hashes.size());
    for (long hash : hashes) {
      out.writeLong(hash);
    }
  }

  static RecentIds read(DataInputStream in) throws IOException {
    RecentIds ids = new RecentIds();
    for (int left = in.readShort(); left > 0; left--) {
      ids.hashes.addLast(in.readLong());
    }
    return ids;
  }
}
