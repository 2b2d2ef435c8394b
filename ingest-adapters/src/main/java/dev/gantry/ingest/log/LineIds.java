package dev.gantry.ingest.log;

import dev.gantry.domain.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Ids for events that have none: of what the line says, and how often it was said among the lines
 * before. A log that is sent again gives the same ids, also when it was rotated in between.
 */
final class LineIds {

  /** Equal lines are near each other: their time is the same. */
  private static final int REMEMBERED = 10_000;

  private static final int BYTES = 12;

  private final String prefix;
  private final Map<String, Integer> seen = new HashMap<>();

  /**
   * @param prefix kind of log
   */
  LineIds(String prefix) {
    this.prefix = prefix;
  }

  /** The id of the next event of a line. */
  String of(String line) {
    if (seen.size() > REMEMBERED) {
      seen.clear();
    }
    String text = line.strip();
    int count = seen.merge(text, 1, Integer::sum);
    byte[] hash = Sha256.digest().digest((text + "\n" + count).getBytes(StandardCharsets.UTF_8));
    return prefix + "-" + HexFormat.of().formatHex(hash, 0, BYTES);
  }
}
