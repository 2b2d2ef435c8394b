package dev.gantry.query.view;

/**
 * How a view is doing.
 *
 * @param name name of the view
 * @param topic topic it follows
 * @param phase whether it can be relied on
 * @param records records taken in since the process started
 * @param unreadable records among those that could not be decoded, and were left out
 * @param detail what is wrong, in words; empty when nothing is
 */
public record ViewHealth(
    String name, String topic, Phase phase, long records, long unreadable, String detail) {

  /** Whether a view can be relied on. */
  public enum Phase {
    /** Still reading what was there when it started. */
    STARTING,
    /** Up to date. */
    FOLLOWING,
    /** Can't read; it keeps trying. */
    FAILING
  }
}
