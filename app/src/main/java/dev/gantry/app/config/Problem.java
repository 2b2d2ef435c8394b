package dev.gantry.app.config;

/**
 * One thing wrong with the configuration.
 *
 * @param key the key it is about
 * @param message what was expected and what was found; secrets masked
 * @param origin where the value stands, such as {@code gantry.yaml, line 3}; empty when nowhere
 */
public record Problem(String key, String message, String origin) {
  @Override
  public String toString() {
    return key + ": " + message + (origin.isEmpty() ? "" : " (" + origin + ")");
  }
}
