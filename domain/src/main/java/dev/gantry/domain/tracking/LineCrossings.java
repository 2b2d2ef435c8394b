package dev.gantry.domain.tracking;

import dev.gantry.domain.camera.CameraDefinition.Line;
import dev.gantry.domain.geometry.Point;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which lines a track has crossed, and to which side. A line is crossed between two places that lie
 * clearly on either side of it, so that a box that trembles on a line does not cross it; and only
 * where the way from one to the other meets it, not its prolongation.
 */
final class LineCrossings {

  /** Crossings that are remembered; of more the oldest are forgotten. */
  private static final int MOST = 16;

  /** Distance from a line that is clearly beside it, in sizes of the box. */
  private static final double CLEAR = 0.1;

  /** Where it was last clearly beside each line, by the id of the line, pixels. */
  private final Map<String, Point> beside = new TreeMap<>();

  private final List<String> crossed = new ArrayList<>();

  /** How many of them, the last ones, in the latest frame. */
  private int fresh;

  /**
   * Takes in a sighting.
   *
   * @param foot where its foot is, pixels
   * @param size of its box, pixels
   * @param lines of the camera
   */
  void see(Point foot, double size, List<Line> lines) {
    fresh = 0;
    for (Line line : lines) {
      double side = side(line, foot);
      if (Math.abs(side) < CLEAR * size) {
        continue;
      }
      Point before = beside.put(line.id(), narrowed(foot));
      if (before != null && side(line, before) * side < 0 && meets(line, before, foot)) {
        add(line.id() + (side > 0 ? ":right" : ":left"));
      }
    }
    beside.keySet().removeIf(id -> lines.stream().noneMatch(line -> line.id().equals(id)));
  }

  /** Takes in a frame in which it was not seen. */
  void miss() {
    fresh = 0;
  }

  private void add(String crossing) {
    if (crossed.size() == MOST) {
      crossed.remove(0);
    }
    crossed.add(crossing);
    fresh = Math.min(MOST, fresh + 1);
  }

  /** Distance from the line or its prolongation, pixels; above 0 to its right, from its start. */
  private static double side(Line line, Point point) {
    return cross(line.from(), line.to(), point) / line.from().distanceTo(line.to());
  }

  /** Whether the ends of the line lie on either side of a way. */
  private static boolean meets(Line line, Point from, Point to) {
    return cross(from, to, line.from()) * cross(from, to, line.to()) <= 0;
  }

  private static double cross(Point from, Point to, Point point) {
    return (to.x() - from.x()) * (point.y() - from.y())
        - (to.y() - from.y()) * (point.x() - from.x());
  }

  /** As it is encoded. */
  private static Point narrowed(Point point) {
    return new Point((float) point.x(), (float) point.y());
  }

  /** The crossings in the latest frame, each as the line's id and the side it went to. */
  List<String> fresh() {
    return List.copyOf(crossed.subList(crossed.size() - fresh, crossed.size()));
  }

  /** The crossings so far, in order. */
  List<String> all() {
    return List.copyOf(crossed);
  }

  void write(StateWriter to) {
    to.put((short) beside.size());
    beside.forEach((id, at) -> to.put(id).put((float) at.x()).put((float) at.y()));
    to.put((byte) crossed.size()).put((byte) fresh);
    crossed.forEach(to::put);
  }

  static LineCrossings read(ByteBuffer from) {
    LineCrossings read = new LineCrossings();
    for (int left = Short.toUnsignedInt(from.getShort()); left > 0; left--) {
      read.beside.put(StateWriter.readString(from), new Point(from.getFloat(), from.getFloat()));
    }
    int size = from.get();
    read.fresh = from.get();
    for (int i = 0; i < size; i++) {
      read.crossed.add(StateWriter.readString(from));
    }
    return read;
  }
}
