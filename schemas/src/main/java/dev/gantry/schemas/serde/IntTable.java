package dev.gantry.schemas.serde;

import org.jspecify.annotations.Nullable;

/**
 * A map from int to object by open addressing, so that looking up a schema id neither boxes nor
 * allocates. Confined to one thread; entries are never removed.
 */
final class IntTable<V> {

  private int[] keys = new int[16];
  private @Nullable Object[] values = new @Nullable Object[16];
  private int size;

  @Nullable V get(int key) {
    int slot = slotOf(keys, values, key);
    @SuppressWarnings("unchecked") // only put writes values
    V found = (V) values[slot];
    return found;
  }

  void put(int key, V value) {
    int slot = slotOf(keys, values, key);
    if (values[slot] == null) {
      size++;
    }
    keys[slot] = key;
    values[slot] = value;
    if (size * 2 > keys.length) {
      grow();
    }
  }

  private void grow() {
    int[] largerKeys = new int[keys.length * 2];
    @Nullable Object[] largerValues = new @Nullable Object[keys.length * 2];
    for (int i = 0; i < keys.length; i++) {
      if (values[i] != null) {
        int slot = slotOf(largerKeys, largerValues, keys[i]);
        largerKeys[slot] = keys[i];
        largerValues[slot] = values[i];
      }
    }
    keys = largerKeys;
    values = largerValues;
  }

  /** Slot of the key, or the free one where it belongs. The table is never more than half full. */
  private static int slotOf(int[] keys, @Nullable Object[] values, int key) {
    int mask = keys.length - 1;
    // Fibonacci hashing: ids are dense, and their multiples spread over the upper bits.
    int slot = (key * 0x9E3779B9) >>> 16 & mask;
    while (values[slot] != null && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
