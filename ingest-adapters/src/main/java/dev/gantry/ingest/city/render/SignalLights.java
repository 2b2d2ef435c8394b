package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Pose;
import dev.gantry.ingest.city.road.Signal.Light;
import java.util.List;

/**
 * The lights of a junction's signals as seen by those who come along a link: a head on each side of
 * its lanes.
 */
final class SignalLights {

  /** Height of a head with its three lights, metres. */
  static final double HEAD_METRES = 1.1;

  private static final double TOP_METRES = 3.7;
  private static final double BEYOND_LINE = 1.2;

  private final Link link;
  private final List<Vec> red;
  private final List<Vec> amber;
  private final List<Vec> green;

  /**
   * @param link approach that sees them
   */
  SignalLights(Link link) {
    this.link = link;
    this.red = places(link, 0);
    this.amber = places(link, 1);
    this.green = places(link, 2);
  }

  /** The approach that sees them. */
  Link link() {
    return link;
  }

  static double topMetres() {
    return TOP_METRES;
  }

  /** Where the heads' posts stand. */
  static List<Pose> feet(Link link) {
    double along = link.length() + BEYOND_LINE;
    return List.of(
        link.at(along, link.kerbOffset() + .55), link.at(along, -(link.kerbOffset() + .55)));
  }

  /** Middles of the lights that are on. */
  List<Vec> places(Light light) {
    return switch (light) {
      case RED -> red;
      case AMBER -> amber;
      case GREEN -> green;
    };
  }

  /** Middles of the lights that have a place in their heads, counted from the top. */
  private static List<Vec> places(Link link, int order) {
    double z = TOP_METRES - HEAD_METRES * (1 + 2 * order) / 6.0;
    return feet(link).stream()
        .map(foot -> foot.moved(-.21, 0))
        .map(pose -> new Vec(pose.x(), pose.y(), z))
        .toList();
  }

  static int rgb(Light light) {
    return switch (light) {
      case RED -> 0xFF3B2A;
      case AMBER -> 0xFFB22A;
      case GREEN -> 0x35F0A0;
    };
  }
}
