package dev.gantry.domain.alerting;

import dev.gantry.domain.hash.Sha256;
import dev.gantry.domain.time.Micros;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one alert is about: a rule and the values of its identity labels, within a scope. The
 * version of the rule, its severity and its annotations are not part of it, so that an alert stays
 * the same alert when they change.
 *
 * @param scope value of the scope label
 * @param rule name of the rule
 * @param labels identity labels, sorted by name
 */
public record Identity(String scope, String rule, SortedMap<String, String> labels) {

  public Identity {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** First 16 hexadecimal digits of the SHA-256 of the rule and the labels. */
  public String fingerprint() {
    MessageDigest digest = Sha256.digest();
    add(digest, rule);
    for (Map.Entry<String, String> label : labels.entrySet()) {
      add(digest, label.getKey());
      add(digest, label.getValue());
    }
    return hex(digest, 8);
  }

  /**
   * Id of an alert: 8 digits for the scope, {@code -}, and 16 for the fingerprint and the start.
   *
   * @param startedAt event time of the first contributing event
   */
  public String alertId(Instant startedAt) {
    MessageDigest scopeDigest = Sha256.digest();
    add(scopeDigest, scope);
    MessageDigest digest = Sha256.digest();
    add(digest, fingerprint());
    add(digest, Long.toString(Micros.of(startedAt)));
    return hex(scopeDigest, 4) + "-" + hex(digest, 8);
  }

  /** Adds a text with its length, so that no two lists of texts give the same bytes. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int shift = 24; shift >= 0; shift -= 8) {
      digest.update((byte) (bytes.length >>> shift));
    }
    digest.update(bytes);
  }

  private static String hex(MessageDigest digest, int bytes) {
    return HexFormat.of().formatHex(digest.digest(), 0, bytes);
  }
}
