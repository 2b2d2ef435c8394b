package dev.gantry.app.config;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Properties handed to every Kafka client as they are, under Kafka's names. Those that look like
 * secrets do not print.
 *
 * @param byName values by name, sorted
 */
public record KafkaProperties(Map<String, String> byName) {
  public KafkaProperties {
    byName = Collections.unmodifiableMap(new TreeMap<>(byName));
  }

  static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("password")
        || lower.contains("secret")
        || lower.contains("jaas")
        || lower.contains("token")
        || lower.contains("credential")
        || lower.endsWith("keystore.key")
        || lower.contains("basic.auth");
  }

  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>(byName);
    shown.replaceAll((name, value) -> isSecret(name) ? Secret.MASK : value);
    return shown.toString();
  }
}
