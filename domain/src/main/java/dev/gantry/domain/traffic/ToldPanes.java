package dev.gantry.domain.traffic;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the cameras of a segment told of its panes. Minutes of them are kept and only the latest
 * change, so they are encoded in blocks: a block that did not change need not be written again.
 */
final class ToldPanes {

  /**
   * Length of a block: about what cameras tell of between two commits while a backlog is worked
   * off. It does not depend on the panes, whose length may be set anew.
   */
  private static final long BLOCK_US = 8_000_000;

  private final TreeMap<Long, SortedMap<String, PaneVersions>> panes = new TreeMap<>();

  /** Blocks that are not the same as when they were last given. */
  private final TreeSet<Long> changed = new TreeSet<>();

  /** What a camera told of a pane, to be changed. */
  PaneVersions change(long startUs, String camera) {
    changed.add(block(startUs));
    return panes
        .computeIfAbsent(startUs, start -> new TreeMap<>())
        .computeIfAbsent(camera, id -> new PaneVersions());
  }

  /** What was told of the panes that start in {@code [from, to)}, by camera, in order. */
  Collection<SortedMap<String, PaneVersions>> between(long fromUs, long toUs) {
    return panes.subMap(fromUs, toUs).values();
  }

  /** What a camera told last of a pane; absent when it told nothing. */
  Optional<PaneVersions.Version> newest(long startUs, String camera) {
    return Optional.ofNullable(panes.get(startUs))
        .map(pane -> pane.get(camera))
        .map(PaneVersions::newest);
  }

  boolean isEmpty() {
    return panes.isEmpty();
  }

  /** Start of the oldest pane. */
  long firstUs() {
    return panes.firstKey();
  }

  /**
   * Forgets the oldest pane. Its block is not encoded again for that, but is no more with the last
   * of its panes.
   */
  void removeFirst() {
    long block = block(panes.firstKey());
    panes.pollFirstEntry();
    if (panesOf(block).isEmpty()) {
      changed.add(block);
    }
  }

  /** The blocks that are not empty, in order. */
  SortedMap<Long, byte[]> blocks() {
    SortedMap<Long, byte[]> blocks = new TreeMap<>();
    starts().forEach(block -> blocks.put(block, encoded(panesOf(block))));
    return blocks;
  }

  /** The numbers of blocks that are not empty. */
  SortedSet<Long> starts() {
    SortedSet<Long> blocks = new TreeSet<>();
    Long startUs = panes.isEmpty() ? null : panes.firstKey();
    while (startUs != null) {
      long block = block(startUs);
      blocks.add(block);
      startUs = panes.ceilingKey((block + 1) * BLOCK_US);
    }
    return blocks;
  }

  /** Gives the blocks that changed since they were last given; null for one that is empty now. */
  void giveChanges(BiConsumer<Long, byte @Nullable []> to) {
    for (long block : changed) {
      SortedMap<Long, SortedMap<String, PaneVersions>> kept = panesOf(block);
      to.accept(block, kept.isEmpty() ? null : encoded(kept));
    }
    changed.clear();
  }

  private SortedMap<Long, SortedMap<String, PaneVersions>> panesOf(long block) {
    return panes.subMap(block * BLOCK_US, (block + 1) * BLOCK_US);
  }

  private static long block(long startUs) {
    return Math.floorDiv(startUs, BLOCK_US);
  }

  private static byte[] encoded(SortedMap<Long, SortedMap<String, PaneVersions>> panes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(panes.size());
      for (Map.Entry<Long, SortedMap<String, PaneVersions>> pane : panes.entrySet()) {
        out.writeLong(pane.getKey());
        out.writeInt(pane.getValue().size());
        for (Map.Entry<String, PaneVersions> versions : pane.getValue().entrySet()) {
          out.writeUTF(versions.getKey());
          versions.getValue().write(out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("panes can't be encoded", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Takes in a block.
   *
   * @param fromUs panes before that were forgotten since it was encoded
   */
  void read(byte[] block, long fromUs) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(block));
    for (int left = in.readInt(); left > 0; left--) {
      long startUs = in.readLong();
      SortedMap<String, PaneVersions> pane = new TreeMap<>();
      for (int cameras = in.readInt(); cameras > 0; cameras--) {
        pane.put(in.readUTF(), PaneVersions.read(in));
      }
      if (startUs >= fromUs) {
        panes.put(startUs, pane);
      }
    }
  }
}
