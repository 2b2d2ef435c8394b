package dev.gantry.app.config;

import java.util.List;

/**
 * A value as it was written, before its type is known.
 *
 * @param items one text, or those of a list
 * @param list whether it was written as a list
 * @param origin where it stands, for messages
 */
record Given(List<String> items, boolean list, String origin) {
  static Given text(String text, String origin) {
    return new Given(List.of(text), false, origin);
  }

  String text() {
    return String.join(",", items);
  }
}
