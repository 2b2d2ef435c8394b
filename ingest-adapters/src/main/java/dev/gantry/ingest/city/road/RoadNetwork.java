package dev.gantry.ingest.city.road;

import java.util.List;

/**
 * The streets of a city: a bent grid, every second street an arterial with two lanes a direction
 * and 50 km/h, the others with one lane and 30 km/h. Streets go on to the edge of the city, where
 * traffic comes from and goes to.
 *
 * @param junctions all junctions, by index
 * @param links all links, by index; {@code index ^ 1} is the opposite direction
 * @param movements all ways across junctions, by index
 * @param columns streets that run north
 * @param rows streets that run east
 */
public record RoadNetwork(
    List<Junction> junctions, List<Link> links, List<Movement> movements, int columns, int rows) {

  public RoadNetwork {
    junctions = List.copyOf(junctions);
    links = List.copyOf(links);
    movements = List.copyOf(movements);
  }

  /**
   * Lays out a grid.
   *
   * @param seed decides how far junctions lie from the exact grid and when their lights begin
   * @param columns streets that run north, 1 to 100
   * @param rows streets that run east, 1 to 100
   */
  public static RoadNetwork grid(long seed, int columns, int rows) {
    return new GridLayout(seed, columns, rows).lay();
  }

  /** The other direction of the same street. */
  public Link opposite(Link link) {
    return links.get(link.index() ^ 1);
  }
}
