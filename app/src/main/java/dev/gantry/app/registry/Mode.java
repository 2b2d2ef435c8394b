package dev.gantry.app.registry;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether schemas may be registered and deleted. */
enum Mode {
  READWRITE,
  READONLY;

  static Mode parse(@Nullable String text) {
    if (text != null) {
      for (Mode mode : values()) {
        if (mode.name().equals(text.toUpperCase(Locale.ROOT))) {
          return mode;
        }
      }
    }
    throw RegistryException.invalidMode(String.valueOf(text));
  }
}
