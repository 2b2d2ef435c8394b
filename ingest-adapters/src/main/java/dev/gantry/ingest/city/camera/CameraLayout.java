package dev.gantry.ingest.city.camera;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Pose;
import dev.gantry.ingest.city.road.RoadNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the cameras hang: over the streets between junctions, arterials first, spread over the
 * city. Every fourth looks at the stretch of the one before from its other end, so that both see
 * it.
 */
public final class CameraLayout {

  /** Width of the images, pixels. */
  public static final int WIDTH = 640;

  /** Height of the images, pixels. */
  public static final int HEIGHT = 360;

  private static final double FOCAL = 620;
  private static final double HEIGHT_METRES = 8;

  /** Puts the horizon above the image and the lower edge 10 m ahead. */
  private static final double PITCH = .285;

  /**
   * Place of the gantry as a share of the link: the queue at the lights is beyond the near field.
   */
  private static final double ALONG = .3;

  private static final double OPPOSITE_METRES = 62;

  private CameraLayout() {}

  /**
   * Places cameras.
   *
   * @param count how many, at most one and a third for each street between junctions
   */
  public static List<CityCamera> place(RoadNetwork network, int count) {
    List<Link> links = between(network);
    List<CityCamera> cameras = new ArrayList<>();
    for (int next = 0; cameras.size() < count; next++) {
      if (next == links.size()) {
        throw new IllegalArgumentException(
            "cameras: expected at most %d in a city of %d by %d streets, found %d"
                .formatted(cameras.size(), network.columns(), network.rows(), count));
      }
      Link link = links.get(next);
      double along = ALONG * link.length();
      cameras.add(camera(cameras.size(), link, link.at(along, 0)));
      if (cameras.size() % 4 == 3 && cameras.size() < count) {
        cameras.add(opposite(network, cameras.size(), link, along));
      }
    }
    return cameras;
  }

  /** Streets and rows that a number of cameras needs. */
  public static int streetsFor(int cameras) {
    int streets = 2;
    // A grid of n by n streets has 2 n (n - 1) streets between junctions, seen in both directions.
    while (4 * streets * (streets - 1) * 4 / 3 < cameras) {
      streets++;
    }
    return streets;
  }

  private static List<Link> between(RoadNetwork network) {
    List<Link> links =
        network.links().stream()
            .filter(link -> link.from().isPresent() && link.to().isPresent())
            .sorted(Comparator.comparing((Link link) -> -link.lanes()).thenComparing(Link::index))
            .toList();
    // One direction of each street before the other direction of any.
    List<Link> ordered = new ArrayList<>(links.stream().filter(l -> l.index() % 2 == 0).toList());
    links.stream().filter(link -> link.index() % 2 == 1).forEach(ordered::add);
    return ordered;
  }

  private static CityCamera opposite(RoadNetwork network, int number, Link link, double along) {
    Link other = network.opposite(link);
    double fromItsStart = other.length() - along - OPPOSITE_METRES;
    return camera(number, other, other.at(fromItsStart, 0));
  }

  private static CityCamera camera(int number, Link link, Pose foot) {
    return new CityCamera(
        "city-cam-" + (number + 1), foot, link, HEIGHT_METRES, PITCH, FOCAL, WIDTH, HEIGHT);
  }
}
