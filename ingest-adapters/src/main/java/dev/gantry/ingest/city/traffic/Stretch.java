package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;

/**
 * A part of a link that somebody looks at.
 *
 * @param link the link
 * @param from metres from the link's start, 0 or more
 * @param to metres from its start, above {@code from}, at most its length
 */
public record Stretch(Link link, double from, double to) {

  public Stretch {
    if (!(from >= 0 && from < to && to <= link.length())) {
      throw new IllegalArgumentException(
          "stretch of %s: expected 0 <= from < to <= %.1f, found %.1f to %.1f"
              .formatted(link.id(), link.length(), from, to));
    }
  }

  /** All of a link. */
  public static Stretch of(Link link) {
    return new Stretch(link, 0, link.length());
  }

  /** Length of the stretch, metres. */
  double metres() {
    return to - from;
  }

  /** Whether a place of the link is in it. */
  boolean holds(double place) {
    return place >= from && place <= to;
  }
}
