package dev.gantry.ingest.city.road;

import java.util.List;

/** A line on the ground, followed from its start to its end. */
public interface Path {

  /** Its length, metres. */
  double length();

  /**
   * Where one is after some way along it.
   *
   * @param metres way from the start; before 0 and beyond the length it goes straight on
   */
  Pose at(double metres);

  /** A smooth way from one pose to another. */
  static Path bend(Pose start, Pose end) {
    return new Bend(start, end);
  }

  /** One way after the other; each begins where the one before ends. */
  record Joined(List<Path> parts) implements Path {

    public Joined {
      parts = List.copyOf(parts);
    }

    @Override
    public double length() {
      return parts.stream().mapToDouble(Path::length).sum();
    }

    @Override
    public Pose at(double metres) {
      double left = metres;
      for (Path part : parts.subList(0, parts.size() - 1)) {
        if (left <= part.length()) {
          return part.at(left);
        }
        left -= part.length();
      }
      return parts.get(parts.size() - 1).at(left);
    }
  }

  /** A straight line. */
  record Straight(Pose start, double length) implements Path {

    @Override
    public Pose at(double metres) {
      return start.moved(metres, 0);
    }
  }
}
