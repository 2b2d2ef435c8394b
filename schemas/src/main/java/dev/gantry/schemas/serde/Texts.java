package dev.gantry.schemas.serde;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;

/** Text for messages about values that somebody else wrote. */
final class Texts {

  private static final int LONGEST = 80;

  private Texts() {}

  /** Text of UTF-8 bytes; empty when they are not UTF-8. */
  static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** A value for a message: text in quotes, cut, without control characters; others as they are. */
  static String quoted(Object value) {
    if (!(value instanceof CharSequence text)) {
      return String.valueOf(value);
    }
    boolean cut = text.length() > LONGEST;
    StringBuilder quoted = new StringBuilder("'");
    for (int i = 0; i < (cut ? LONGEST : text.length()); i++) {
      char c = text.charAt(i);
      quoted.append(Character.isISOControl(c) ? ' ' : c);
    }
    return quoted.append(cut ? "…'" : "'").toString();
  }

  /** A text as it is, cut. */
  static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  /** The name most like another one, if it is one or two edits away. */
  static Optional<String> closest(String name, Collection<String> known) {
    Optional<String> best = Optional.empty();
    int least = 3;
    for (String candidate : known) {
      if (Math.abs(candidate.length() - name.length()) < least) {
        int edits = distance(name, candidate);
        if (edits < least) {
          least = edits;
          best = Optional.of(candidate);
        }
      }
    }
    return best;
  }

  /** Levenshtein's distance: insertions, deletions and replacements of one character. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
