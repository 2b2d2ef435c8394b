package dev.gantry.domain.tracking;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How far aslant to each segment's stated heading its traffic usually goes, learnt from the tracks:
 * 0 where the heading is right, more where a road bends; and when somebody was last seen to go so,
 * as nobody is before a camera that was turned. Bounded.
 */
final class UsualHeadings {

  /** Further from the usual is aslant, degrees: changing a lane at walking pace stays below. */
  private static final double ASLANT_DEG = 12;

  /** The stated heading counts like so many sightings. */
  private static final int STATED = 1_500;

  /** Sightings, a few minutes of traffic, that are remembered. */
  private static final int MOST = 5_000;

  private static final int MOST_SEGMENTS = 64;

  private static final long NEVER = Long.MIN_VALUE;

  private final Map<String, Usual> bySegment = new TreeMap<>();
  private int version;

  /** When somebody was last seen to go as usual, event time in microseconds. */
  private long aimedUs = NEVER;

  private static final class Usual {
    private float deg;
    private int sightings;

    Usual(float deg, int sightings) {
      this.deg = deg;
      this.sightings = sightings;
    }
  }

  /** Forgets all when the camera's definition has changed, and with it what it measures. */
  void measuredBy(int definitionVersion) {
    if (version != definitionVersion) {
      version = definitionVersion;
      bySegment.clear();
      forgetAim();
    }
  }

  /** Takes in how far aslant to its segment somebody goes, degrees. */
  void see(String segment, double aslantDeg) {
    if (!bySegment.containsKey(segment) && bySegment.size() == MOST_SEGMENTS) {
      return;
    }
    Usual usual = bySegment.computeIfAbsent(segment, id -> new Usual(0, STATED));
    usual.sightings = Math.min(MOST, usual.sightings + 1);
    usual.deg += (float) (Headings.aslant(aslantDeg, usual.deg) / usual.sightings);
  }

  /** Whether somebody goes as most do on that segment, or just the other way. */
  boolean isUsual(String segment, double aslantDeg) {
    Usual usual = bySegment.get(segment);
    double usualDeg = usual == null ? 0 : usual.deg;
    return Math.abs(Headings.aslant(aslantDeg, usualDeg)) <= ASLANT_DEG;
  }

  /** Somebody is seen to go as usual: the camera looks where its calibration says. */
  void aimed(long atUs) {
    aimedUs = atUs;
  }

  /** Time since the camera was last seen to look where it should; empty when it never was. */
  OptionalDouble secondsSinceAimed(long atUs) {
    return aimedUs == NEVER
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(0, (atUs - aimedUs) / 1e6));
  }

  /** What was seen of another stream says nothing of where the camera looks in this one. */
  void forgetAim() {
    aimedUs = NEVER;
  }

  void write(StateWriter to) {
    to.put(version).put(aimedUs).put((byte) bySegment.size());
    bySegment.forEach((id, usual) -> to.put(id).put(usual.deg).put(usual.sightings));
  }

  void read(ByteBuffer from) {
    version = from.getInt();
    aimedUs = from.getLong();
    for (int left = from.get(); left > 0; left--) {
      bySegment.put(StateWriter.readString(from), new Usual(from.getFloat(), from.getInt()));
    }
  }
}
