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
   * One disagreement.
   *
   * @param key key below the section
   * @param message what was expected and found
   */
  record Conflict(String key, String message) {}
}
