package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.road.Junction;
import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Turn;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A street between the middles of two junctions, and the marks on it; places are told along and
 * right of the centre line, as those of one of its links.
 */
final class Street {

  private static final double ZEBRA_FROM = .5;
  private static final double ZEBRA_TO = 3.1;
  private static final double STOP_LINE = .45;
  private static final double NO_LANE_CHANGE = 24;
  private static final double ARROW_BEFORE = 7;

  private final Link link;
  private final Link opposite;
  private final double sin;
  private final double cos;
  private final double first;
  private final double last;
  private final double crossedAtStart;
  private final double crossedAtEnd;

  Street(Link link, Link opposite) {
    this.link = link;
    this.opposite = opposite;
    this.sin = StrictMath.sin(link.heading());
    this.cos = StrictMath.cos(link.heading());
    this.first = -link.from().map(Junction::setback).orElse(200.0);
    this.last = link.length() + link.to().map(Junction::setback).orElse(200.0);
    this.crossedAtStart = crossedKerb(link, link.from());
    this.crossedAtEnd = crossedKerb(link, link.to());
  }

  boolean runsNorth() {
    return runsNorth(link);
  }

  static boolean runsNorth(Link link) {
    return Math.abs(StrictMath.cos(link.heading())) > .7;
  }

  double along(double x, double y) {
    return (x - link.start().x()) * sin + (y - link.start().y()) * cos;
  }

  double right(double x, double y) {
    return (x - link.start().x()) * cos - (y - link.start().y()) * sin;
  }

  /** How far a place lies outside of its carriageway, metres; negative within. */
  double outside(double along, double right) {
    double beyond = Math.max(0, Math.max(first - along, along - last));
    return Math.sqrt(beyond * beyond + right * right) - link.kerbOffset();
  }

  /** Distance of the kerb of the crossing street from its centre line at a junction, metres. */
  static double crossedKerb(Link link, Optional<Junction> at) {
    return at.stream()
        .flatMap(junction -> junction.approaches().stream())
        .filter(other -> runsNorth(other) != runsNorth(link))
        .mapToDouble(Link::kerbOffset)
        .max()
        .orElse(0);
  }

  /** Whether there is paint on a place of the carriageway. */
  boolean isMarked(double along, double right) {
    if (along < 0 || along > link.length()) {
      double fromMiddle = along < 0 ? along - first : last - along;
      return isZebra(fromMiddle - (along < 0 ? crossedAtStart : crossedAtEnd), right);
    }
    double across = Math.abs(right);
    Link lane = right > 0 ? link : opposite;
    double toStop = right > 0 ? link.length() - along : along;
    boolean ends = lane.to().isPresent();
    return (ends && toStop < STOP_LINE && across > .2 && across < link.kerbOffset() - .3)
        || isLine(along, across, ends ? toStop : NO_LANE_CHANGE + 1)
        || (ends && isArrow(lane, toStop - ARROW_BEFORE, across));
  }

  private boolean isZebra(double fromKerb, double right) {
    return fromKerb > ZEBRA_FROM
        && fromKerb < ZEBRA_TO
        && Math.abs(right) < link.kerbOffset() - .25
        && Math.floorMod((long) Math.floor(right / .5), 2L) == 0;
  }

  private boolean isLine(double along, double across, double toStop) {
    boolean dash = along - 9 * Math.floor(along / 9) < 3;
    if (link.lanes() == 1) {
      return across < .07 && (dash || toStop < NO_LANE_CHANGE);
    }
    boolean divider = Math.abs(across - Link.LANE_METRES) < .06;
    return (across > .07 && across < .2) || (divider && (dash || toStop < NO_LANE_CHANGE));
  }

  /** An arrow of 5 m length: the shaft, and a head for each way on. */
  private static boolean isArrow(Link lanes, double fromTip, double across) {
    if (fromTip < -1 || fromTip > 5) {
      return false;
    }
    int lane = Math.min(lanes.lanes() - 1, (int) (across / Link.LANE_METRES));
    double aside = across - Link.laneOffset(lane);
    Set<Turn> turns =
        lanes.movements(lane).stream().map(movement -> movement.turn()).collect(Collectors.toSet());
    boolean shaft = Math.abs(aside) < .09 && fromTip > 1.2;
    return shaft
        || (turns.contains(Turn.THROUGH) && isHead(fromTip, aside))
        || (turns.contains(Turn.LEFT) && isHook(fromTip, -aside))
        || (turns.contains(Turn.RIGHT) && isHook(fromTip, aside));
  }

  private static boolean isHead(double fromTip, double aside) {
    return fromTip > 0 && fromTip < 1.6 && Math.abs(aside) < .24 * fromTip;
  }

  private static boolean isHook(double fromTip, double towards) {
    boolean branch = towards > 0 && towards < .5 && Math.abs(fromTip - 2.6 + towards) < .25;
    double back = 1 - towards;
    return branch || (back > 0 && back < .55 && Math.abs(fromTip - 2.1) < 1.2 * back);
  }
}
