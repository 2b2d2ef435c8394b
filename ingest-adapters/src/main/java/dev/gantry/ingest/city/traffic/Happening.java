package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import java.util.List;
import java.util.Optional;

/**
 * Brings about one incident: waits for a good moment, makes it happen, sees it end. What is told as
 * truth is what was then so, not what was planned.
 */
abstract class Happening {

  private static final double PATIENCE_SECONDS = 100;

  private final RoadIncident.Kind kind;
  private Link link;
  private double begins = Double.NaN;
  private double ends = Double.POSITIVE_INFINITY;
  private boolean over;
  private String actorId = "";
  private String otherId = "";
  private double measure;

  Happening(RoadIncident.Kind kind, Link link) {
    this.kind = kind;
    this.link = link;
  }

  Link link() {
    return link;
  }

  /** Decides for another place than the one it was made for. */
  final void moveTo(Link other) {
    link = other;
  }

  RoadIncident.Kind kind() {
    return kind;
  }

  /**
   * Goes on by a step, before the vehicles do.
   *
   * @param now when the step begins, seconds
   * @param seconds its length
   */
  abstract void step(double now, double seconds);

  /** After so long without a good moment another place is tried, seconds. */
  double patience() {
    return PATIENCE_SECONDS;
  }

  /** Who is to be seen for it beside the traffic and the people. */
  List<Actor> extras() {
    return List.of();
  }

  final void begin(String who, double now) {
    begin(who, "", now);
  }

  /**
   * It is so from now on.
   *
   * @param other whom it takes too, empty for none
   */
  final void begin(String who, String other, double now) {
    actorId = who;
    otherId = other;
    begins = now;
  }

  final void measured(double value) {
    measure = value;
  }

  final double measure() {
    return measure;
  }

  final boolean hasBegun() {
    return !Double.isNaN(begins);
  }

  final double begins() {
    return begins;
  }

  /** It was so until now. */
  final void end(double now) {
    ends = now;
    over = true;
  }

  /** No good moment came: lets go of whom and what it holds. */
  void giveUp(double now) {
    over = true;
  }

  /** Nothing came of it yet: waits for another moment. */
  final void startOver() {
    begins = Double.NaN;
    actorId = "";
    otherId = "";
    measure = 0;
  }

  final boolean isOver() {
    return over;
  }

  /** What was so; empty before it began, or when nothing came of it. */
  final Optional<RoadIncident> incident(int number) {
    return hasBegun()
        ? Optional.of(
            new RoadIncident(
                "i" + number, kind, link.id(), actorId, otherId, begins, ends, measure, true))
        : Optional.empty();
  }
}
