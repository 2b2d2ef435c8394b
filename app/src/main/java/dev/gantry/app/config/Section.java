package dev.gantry.app.config;

import java.util.List;

/** A group of settings that must agree with each other. */
interface Section {
  /**
   * What does not agree, each naming its keys below this section, what was expected and what was
   * found; empty when all is well.
   */
  List<Conflict> conflicts();

  /**
   * The conflict for which settings can't be made of a section, if there is one.
   *
   * @param section its key, which may stand before the field in the message
   * @param settings makes them; what it throws says {@code field: expected ..., found ...}
   */
  static List<Conflict> conflictsOf(String section, Runnable settings) {
    try {
      settings.run();
      return List.of();
    } catch (IllegalArgumentException e) {
      String[] parts = String.valueOf(e.getMessage()).split(": ", 2);
      return List.of(new Conflict(parts[0].replace(section + ".", ""), parts[parts.length - 1]));
    }
  }

  /**
   * One disagreement.
   *
   * @param key key below the section
   * @param message what was expected and found
   */
  record Conflict(String key, String message) {}
}
