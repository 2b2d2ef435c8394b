package dev.gantry.topologies.definition;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Where in a file the characters of a scalar were written. YAML takes indentation away, joins lines
 * and spells some characters with several, but it keeps the order of those that can be seen: the
 * n-th of the value is the n-th of the source. So blanks are passed over on both sides, and the
 * others counted. Of use once: it is a cursor over the source.
 */
final class ScalarSource {

  /** Double-quoted, these letters behind a backslash stand for blanks and line breaks. */
  private static final String BLANK_ESCAPES = "ntrNLP";

  private final int[] source;
  private final int end;
  private final ScalarStyle style;
  private int at;
  private int line;
  private int column;

  private ScalarSource(YamlDocuments.Document document, ScalarNode scalar) {
    this.source = document.text().codePoints().toArray();
    this.style = scalar.getScalarStyle();
    this.at = document.indexOf(scalar.getStartMark());
    this.end = Math.min(source.length, document.indexOf(scalar.getEndMark()));
    this.line = scalar.getStartMark().getLine() + 1;
    this.column = scalar.getStartMark().getColumn() + 1;
  }

  /** A place in a file; both count from 1. */
  record Place(int line, int column) {}

  /**
   * Where a character of the scalar's value was written. For a blank, and for the end of the value,
   * that is the place behind the last character before it that can be seen.
   *
   * @param offset which one, in the value
   */
  static Place of(YamlDocuments.Document document, ScalarNode scalar, int offset) {
    String value = scalar.getValue();
    int before =
        (int)
            value
                .codePoints()
                .limit(value.codePointCount(0, offset))
                .filter(c -> !isBlank(c))
                .count();
    boolean behind = offset >= value.length() || isBlank(value.codePointAt(offset));
    ScalarSource source = new ScalarSource(document, scalar);
    source.skipTagAndAnchor();
    source.open();
    source.skip(before, behind);
    return new Place(source.line, source.column);
  }

  /** To the character behind so many that can be seen, or right behind the last of these. */
  private void skip(int count, boolean behind) {
    int left = count;
    while (at < end && !(left == 0 && behind)) {
      if (!standsForBlank()) {
        if (left == 0) {
          return;
        }
        left--;
      }
      advance(length());
    }
  }

  /** A tag or an anchor stands before the value, on its line or the line before. */
  private void skipTagAndAnchor() {
    while (at < end && (source[at] == '!' || source[at] == '&')) {
      while (at < end && !isBlank(source[at])) {
        advance(1);
      }
      while (at < end && isBlank(source[at])) {
        advance(1);
      }
    }
  }

  /** Past the quote, or past the line that announces a block. */
  private void open() {
    switch (style) {
      case SINGLE_QUOTED, DOUBLE_QUOTED -> advance(1);
      case LITERAL, FOLDED -> {
        while (at < end && !isLineBreak(source[at])) {
          advance(1);
        }
      }
      default -> {}
    }
  }

  private boolean standsForBlank() {
    if (!isEscaped()) {
      return isBlank(source[at]);
    }
    int digits = hexDigits();
    int escaped = source[at + 1];
    return digits > 0
        ? isBlank(Integer.parseInt(new String(source, at + 2, digits), 16))
        : isBlank(escaped) || BLANK_ESCAPES.indexOf(escaped) >= 0;
  }

  /** How many characters of the source stand for the next one of the value. */
  private int length() {
    if (isEscaped()) {
      return 2 + hexDigits();
    }
    boolean quote = style == ScalarStyle.SINGLE_QUOTED && source[at] == '\'';
    return quote ? 2 : 1;
  }

  private boolean isEscaped() {
    return style == ScalarStyle.DOUBLE_QUOTED && source[at] == '\\' && at + 1 < end;
  }

  private int hexDigits() {
    return switch (source[at + 1]) {
      case 'x' -> 2;
      case 'u' -> 4;
      case 'U' -> 8;
      default -> 0;
    };
  }

  private void advance(int characters) {
    for (int last = Math.min(end, at + characters); at < last; at++) {
      boolean beforeLineFeed = source[at] == '\r' && at + 1 < end && source[at + 1] == '\n';
      if (isLineBreak(source[at]) && !beforeLineFeed) {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
  }

  private static boolean isBlank(int character) {
    return character == ' ' || character == '\t' || isLineBreak(character);
  }

  /** As YAML 1.1 has them, by which the marks of nodes count lines too. */
  private static boolean isLineBreak(int character) {
    return switch (character) {
      case '\n', '\r', 0x85, 0x2028, 0x2029 -> true;
      default -> false;
    };
  }
}
