package dev.gantry.ingest.city.road;

import dev.gantry.domain.geometry.Speeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Lays out a bent grid of streets. */
final class GridLayout {

  private static final double SPACING_METRES = 170;
  private static final double JITTER_METRES = 11;

  /** From the outermost junctions to the edge of the city, metres. */
  private static final double OUTSKIRTS_METRES = 190;

  /** From the edge of the crossing street to the stop line: the zebra crossing and some air. */
  private static final double BEFORE_CROSSING_METRES = 7;

  private static final double ARTERIAL_MPS = Speeds.toMps(50);
  private static final double SIDE_STREET_MPS = Speeds.toMps(30);

  private static final double LEFT_MPS = 7;
  private static final double RIGHT_MPS = 5;

  private final int columns;
  private final int rows;
  private final SplittableRandom random;
  private final List<Junction> junctions = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Movement> movements = new ArrayList<>();

  GridLayout(long seed, int columns, int rows) {
    if (columns < 1 || columns > 100 || rows < 1 || rows > 100) {
      throw new IllegalArgumentException(
          "expected 1 to 100 columns and rows of streets, found " + columns + " and " + rows);
    }
    this.columns = columns;
    this.rows = rows;
    this.random = new SplittableRandom(seed);
  }

  RoadNetwork lay() {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        addJunction(column, row);
      }
    }
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column <= columns; column++) {
        addStreet(column - 1, row, column, row, lanes(row));
      }
    }
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row <= rows; row++) {
        addStreet(column, row - 1, column, row, lanes(column));
      }
    }
    junctions.forEach(this::connect);
    return new RoadNetwork(junctions, links, movements, columns, rows);
  }

  private static int lanes(int street) {
    return street % 2 == 0 ? 2 : 1;
  }

  private void addJunction(int column, int row) {
    int widest = Math.max(lanes(column), lanes(row));
    double x = (column - (columns - 1) / 2.0) * SPACING_METRES;
    double y = (row - (rows - 1) / 2.0) * SPACING_METRES;
    junctions.add(
        new Junction(
            junctions.size(),
            x + jitter(),
            y + jitter(),
            widest * Link.LANE_METRES + BEFORE_CROSSING_METRES,
            random.nextDouble(Signal.cycleSeconds(4))));
  }

  private double jitter() {
    return JITTER_METRES * (2 * random.nextDouble() - 1);
  }

  private Optional<Junction> junction(int column, int row) {
    boolean inside = column >= 0 && column < columns && row >= 0 && row < rows;
    return inside ? Optional.of(junctions.get(row * columns + column)) : Optional.empty();
  }

  /** Both directions between two neighbours of the grid, one of which may be outside of it. */
  private void addStreet(int fromColumn, int fromRow, int toColumn, int toRow, int lanes) {
    Optional<Junction> from = junction(fromColumn, fromRow);
    Optional<Junction> to = junction(toColumn, toRow);
    int east = toColumn - fromColumn;
    int north = toRow - fromRow;
    Pose one = middle(from, to, -east, -north);
    Pose other = middle(to, from, east, north);
    addLink(from, to, one, other, lanes);
    addLink(to, from, other, one, lanes);
  }

  /** The middle of a junction, or the edge of the city in a direction from its neighbour. */
  private static Pose middle(
      Optional<Junction> here, Optional<Junction> there, int east, int north) {
    if (here.isPresent()) {
      return new Pose(here.get().x(), here.get().y(), 0);
    }
    Junction neighbour = there.orElseThrow();
    return new Pose(
        neighbour.x() + east * OUTSKIRTS_METRES, neighbour.y() + north * OUTSKIRTS_METRES, 0);
  }

  private void addLink(
      Optional<Junction> from, Optional<Junction> to, Pose start, Pose end, int lanes) {
    double heading = Pose.headingOf(start.x(), start.y(), end.x(), end.y());
    double distance = StrictMath.hypot(end.x() - start.x(), end.y() - start.y());
    double before = from.map(Junction::setback).orElse(0.0);
    double after = to.map(Junction::setback).orElse(0.0);
    Pose first = new Pose(start.x(), start.y(), heading).moved(before, 0);
    double limit = lanes == 2 ? ARTERIAL_MPS : SIDE_STREET_MPS;
    var link = new Link(links.size(), from, to, first, distance - before - after, lanes, limit);
    links.add(link);
  }

  private void connect(Junction junction) {
    List<Link> approaches =
        links.stream()
            .filter(link -> link.to().filter(junction::equals).isPresent())
            .sorted(Comparator.comparingDouble(link -> compass(link.heading())))
            .toList();
    for (Link approach : approaches) {
      junction.add(approach);
      links.stream()
          .filter(link -> link.from().filter(junction::equals).isPresent())
          .filter(link -> link.index() != (approach.index() ^ 1))
          .forEach(link -> connect(approach, link));
    }
  }

  /** Quarters of the compass from north, so that a heading just west of north counts as north. */
  private static long compass(double heading) {
    return Math.floorMod(Math.round(heading / (StrictMath.PI / 2)), 4L);
  }

  private void connect(Link from, Link to) {
    long quarters = Math.floorMod(compass(to.heading()) - compass(from.heading()), 4L);
    if (quarters == 1) {
      connect(from, from.lanes() - 1, Turn.RIGHT, to, to.lanes() - 1, RIGHT_MPS);
    } else if (quarters == 3) {
      connect(from, 0, Turn.LEFT, to, 0, LEFT_MPS);
    } else {
      for (int lane = 0; lane < from.lanes(); lane++) {
        connect(from, lane, Turn.THROUGH, to, lane, from.limitMps());
      }
    }
  }

  private void connect(Link from, int fromLane, Turn turn, Link to, int toLane, double limitMps) {
    var path =
        new Bend(
            from.at(from.length(), Link.laneOffset(fromLane)), to.at(0, Link.laneOffset(toLane)));
    var movement =
        new Movement(
            movements.size(),
            from,
            fromLane,
            turn,
            to,
            toLane,
            path,
            Math.min(limitMps, to.limitMps()));
    movements.add(movement);
    from.add(movement);
  }
}
