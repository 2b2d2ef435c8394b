package dev.gantry.topologies.rule;

/**
 * Something wrong in a rule.
 *
 * @param field field of the rule, such as {@code expr} or {@code annotations.summary}
 * @param line line within the text of the field, from 1
 * @param column column within that line, from 1
 * @param expected what would have been right
 * @param found what is there
 */
public record RuleProblem(String field, int line, int column, String expected, String found) {

  /** Where it is in the text of the field; the length of the text when behind it. */
  public int offsetIn(String text) {
    return offset(text, line, column);
  }

  /** The place in a text at a line and a column, both from 1; a column counts code points. */
  static int offset(String text, int line, int column) {
    int start = 0;
    for (int i = 1; i < line && text.indexOf('\n', start) >= 0; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    int left = text.codePointCount(start, text.length());
    return text.offsetByCodePoints(start, Math.min(column - 1, left));
  }

  @Override
  public String toString() {
    return field + ":" + line + ":" + column + ": expected " + expected + ", found " + found;
  }
}
