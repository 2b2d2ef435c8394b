package dev.gantry.app.config;

/**
 * A value that never prints.
 *
 * @param value the text itself
 */
public record Secret(String value) {
  static final String MASK = "***";

  @Override
  public String toString() {
    return MASK;
  }
}
