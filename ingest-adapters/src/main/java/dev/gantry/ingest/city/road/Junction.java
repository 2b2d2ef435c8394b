package dev.gantry.ingest.city.road;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where streets cross: its approaches, and the signal that lets one after the other go. */
public final class Junction {

  private final int index;
  private final double x;
  private final double y;
  private final double setback;
  private final double offsetSeconds;
  private final List<Link> approaches = new ArrayList<>();
  private final List<Link> shownApproaches = Collections.unmodifiableList(approaches);

  Junction(int index, double x, double y, double setback, double offsetSeconds) {
    this.index = index;
    this.x = x;
    this.y = y;
    this.setback = setback;
    this.offsetSeconds = offsetSeconds;
  }

  /** Its number among all junctions, from 0. */
  public int index() {
    return index;
  }

  /** Metres east of the city's middle. */
  public double x() {
    return x;
  }

  /** Metres north of the city's middle. */
  public double y() {
    return y;
  }

  /** Distance from its middle to the stop lines, metres. */
  public double setback() {
    return setback;
  }

  /** The links that lead to it, clockwise from the one that heads north. */
  public List<Link> approaches() {
    return shownApproaches;
  }

  /** What its lights show at a moment. */
  public Signal signal(double seconds) {
    return Signal.at(seconds + offsetSeconds, approaches.size());
  }

  void add(Link approach) {
    approach.approachAs(approaches.size());
    approaches.add(approach);
  }
}
