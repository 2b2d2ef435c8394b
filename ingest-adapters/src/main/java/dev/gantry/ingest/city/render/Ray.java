package dev.gantry.ingest.city.render;

/** A line of sight, or the way to a light. */
record Ray(Vec origin, Vec direction) {

  Vec at(double way) {
    return origin.plus(direction.times(way));
  }
}
