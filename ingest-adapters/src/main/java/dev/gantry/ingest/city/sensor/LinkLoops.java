package dev.gantry.ingest.city.sensor;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.traffic.City;
import dev.gantry.ingest.city.traffic.LinkVisitor;
import java.util.HashSet;
import java.util.Set;

/**
 * Loops across a link, one a lane, in its middle: what passes them, and how long they are covered.
 * They know directions: who drives the wrong way is not counted.
 */
final class LinkLoops implements LinkVisitor {

  /** Half the length of a loop along the road, metres. */
  private static final double HALF_METRES = 1;

  /** Who is slower stands, or creeps from one stand to the next, m/s. */
  private static final double CREEPING_MPS = 3;

  /** No vehicle goes further in a step. */
  private static final double APPROACH_METRES = 8;

  private final Link link;
  private final double place;
  private final Lane[] lanes;
  private final Set<Integer> approaching = new HashSet<>();

  /** What the loop of a lane has felt since the last reading. */
  private static final class Lane {
    private int passed;
    private double speeds;
    private double covered;
    private double slow;
    private boolean isCovered;
    private boolean isSlow;
  }

  /**
   * What the loop of a lane felt within an interval.
   *
   * @param passed vehicles whose front came over its middle
   * @param meanMps their mean speed there; 0 when none passed
   * @param coveredSeconds time in which a vehicle was over it
   * @param slowSeconds of these, time in which one stood or crept there
   */
  record Felt(int passed, double meanMps, double coveredSeconds, double slowSeconds) {}

  LinkLoops(Link link) {
    this.link = link;
    this.place = link.length() / 2;
    this.lanes = new Lane[link.lanes()];
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = new Lane();
    }
  }

  Link link() {
    return link;
  }

  /** Feels what a step of the city has brought. */
  void feel(City city) {
    city.onLink(link, this);
    for (Lane lane : lanes) {
      lane.covered += lane.isCovered ? City.STEP_SECONDS : 0;
      lane.slow += lane.isSlow ? City.STEP_SECONDS : 0;
      lane.isCovered = false;
      lane.isSlow = false;
    }
  }

  @Override
  public void vehicle(int number, int lane, double front, double rear, double speedMps) {
    if (front < place) {
      if (front > place - APPROACH_METRES) {
        approaching.add(number);
      }
    } else if (!approaching.isEmpty() && approaching.remove(number)) {
      lanes[lane].passed++;
      lanes[lane].speeds += speedMps;
    }
    boolean isOver = front > place - HALF_METRES && rear < place + HALF_METRES;
    lanes[lane].isCovered |= isOver;
    lanes[lane].isSlow |= isOver && speedMps < CREEPING_MPS;
  }

  /** What the loop of a lane has felt; it then begins anew. */
  Felt take(int lane) {
    Lane one = lanes[lane];
    lanes[lane] = new Lane();
    double mean = one.passed == 0 ? 0 : one.speeds / one.passed;
    return new Felt(one.passed, mean, one.covered, one.slow);
  }
}
