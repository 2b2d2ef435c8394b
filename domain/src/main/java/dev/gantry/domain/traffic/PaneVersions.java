package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one camera told of one pane: its newest revision, and older ones as long as a window that is
 * not final yet rests on them.
 */
final class PaneVersions {

  private final List<Version> versions = new ArrayList<>(1);

  /**
   * One revision, with the camera's watermark when it came about, and since when nobody was there.
   */
  record Version(
      int revision,
      long changedAtUs,
      long emptySinceUs,
      String site,
      double limitMps,
      PaneSums sums,
      Optional<InputRun> input) {

    /** Whether it tells that nobody was there. */
    boolean isEmpty() {
      return emptySinceUs != Partial.NOT_EMPTY;
    }

    static Version of(Partial partial) {
      return new Version(
          partial.revision(),
          partial.changedAtUs(),
          partial.emptySinceUs(),
          partial.site(),
          partial.limitMps(),
          partial.sums(),
          partial.input());
    }
  }

  /**
   * Takes in a revision.
   *
   * @param cuts the times from which on changes no longer count for an open window
   * @return false when it, or a higher one, is known
   */
  boolean add(Version version, Cuts cuts) {
    if (versions.isEmpty()) {
      return versions.add(version);
    }
    Version newest = newest();
    if (version.revision <= newest.revision) {
      return false;
    }
    if (!cuts.between(newest.changedAtUs, version.changedAtUs)) {
      versions.remove(versions.size() - 1);
    }
    return versions.add(version);
  }

  /** Tells whether a cut lies in {@code (from, to]}. */
  @FunctionalInterface
  interface Cuts {
    boolean between(long from, long to);
  }

  Version newest() {
    return versions.get(versions.size() - 1);
  }

  /**
   * The newest revision that came about before a time; absent when none did. What comes about at
   * that very time may be told after the camera has said that it is so far.
   */
  Optional<Version> asOf(long us) {
    for (int i = versions.size() - 1; i >= 0; i--) {
      if (versions.get(i).changedAtUs < us) {
        return Optional.of(versions.get(i));
      }
    }
    return Optional.empty();
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(versions.size());
    for (Version version : versions) {
      out.writeInt(version.revision);
      out.writeLong(version.changedAtUs);
      out.writeLong(version.emptySinceUs);
      out.writeUTF(version.site);
      out.writeDouble(version.limitMps);
      version.sums.write(out);
      out.writeBoolean(version.input.isPresent());
      if (version.input.isPresent()) {
        version.input.get().write(out);
      }
    }
  }

  static PaneVersions read(DataInput in) throws IOException {
    PaneVersions pane = new PaneVersions();
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      pane.versions.add(
          new Version(
              in.readInt(),
              in.readLong(),
              in.readLong(),
              in.readUTF(),
              in.readDouble(),
              PaneSums.read(in),
              in.readBoolean() ? Optional.of(InputRun.read(in)) : Optional.empty()));
    }
    return pane;
  }
}
