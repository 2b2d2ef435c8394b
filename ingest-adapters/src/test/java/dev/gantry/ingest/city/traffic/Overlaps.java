package dev.gantry.ingest.city.traffic;

import java.util.ArrayList;
import java.util.List;

/** Finds vehicles that are in one place: rectangles without a separating axis. */
final class Overlaps {

  private Overlaps() {}

  static List<String> among(List<Actor> actors) {
    List<Actor> vehicles = actors.stream().filter(actor -> !actor.isPerson()).toList();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < vehicles.size(); i++) {
      for (int j = i + 1; j < vehicles.size(); j++) {
        if (overlap(vehicles.get(i), vehicles.get(j))) {
          found.add(vehicles.get(i) + "\n" + vehicles.get(j));
        }
      }
    }
    return found;
  }

  private static boolean overlap(Actor a, Actor b) {
    double dx = b.pose().x() - a.pose().x();
    double dy = b.pose().y() - a.pose().y();
    double far = (a.length() + b.length() + a.width() + b.width()) / 2;
    return dx * dx + dy * dy <= far * far
        && !isSeparated(a, b, dx, dy)
        && !isSeparated(b, a, dx, dy);
  }

  private static boolean isSeparated(Actor a, Actor b, double dx, double dy) {
    double sin = Math.sin(a.pose().heading());
    double cos = Math.cos(a.pose().heading());
    double along = Math.abs(dx * sin + dy * cos);
    double across = Math.abs(dx * cos - dy * sin);
    double turn = b.pose().heading() - a.pose().heading();
    double s = Math.abs(Math.sin(turn));
    double c = Math.abs(Math.cos(turn));
    return along > (a.length() + c * b.length() + s * b.width()) / 2
        || across > (a.width() + s * b.length() + c * b.width()) / 2;
  }
}
