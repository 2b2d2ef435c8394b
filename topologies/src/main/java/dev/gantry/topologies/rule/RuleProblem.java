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

  @Override
  public String toString() {
    return field + ":" + line + ":" + column + ": expected " + expected + ", found " + found;
  }
}
