package dev.gantry.topologies.processor;

import dev.gantry.domain.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Names that states are kept under. Attackers choose accounts and addresses: one that is very long,
 * or has control characters, stands for itself by its beginning and its hash.
 */
public final class StateNames {

  private static final int LONGEST = 256;
  private static final int BEGINNING = 64;

  private StateNames() {}

  /** The name of the state of a key. */
  public static String of(String key) {
    if (key.length() <= LONGEST && key.chars().noneMatch(Character::isISOControl)) {
      return key;
    }
    StringBuilder name = new StringBuilder(BEGINNING + 65);
    key.chars()
        .limit(BEGINNING)
        .filter(c -> !Character.isISOControl(c))
        .forEach(c -> name.append((char) c));
    byte[] hash = Sha256.digest().digest(key.getBytes(StandardCharsets.UTF_8));
    return name.append('#').append(HexFormat.of().formatHex(hash)).toString();
  }
}
