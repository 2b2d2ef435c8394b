package dev.gantry.topologies.definition;

/**
 * One thing that is wrong in a definition, in words that say how to mend it.
 *
 * @param file name of the file, as the user gave it
 * @param line line in the file, from 1; 0 for the file as a whole
 * @param column column in the line, from 1; 0 for the file as a whole
 * @param field path of the field, such as {@code segments[0].polygon_m}; empty for the document
 * @param expected what would have been right
 * @param found what is there, shortened when long
 */
public record Problem(
    String file, int line, int column, String field, String expected, String found) {

  /**
   * Of the character behind the part of a file that could be read.
   *
   * @param read that part
   */
  static Problem behind(String file, String read, String expected, String found) {
    int line = (int) read.chars().filter(each -> each == '\n').count() + 1;
    return new Problem(file, line, read.length() - read.lastIndexOf('\n'), "", expected, found);
  }

  /** {@code cameras.yaml:12:5: segments[0].limit_kmh: expected ..., found ...}. */
  @Override
  public String toString() {
    String where = line == 0 ? file + ": " : file + ":" + line + ":" + column + ": ";
    return where
        + (field.isEmpty() ? "" : field + ": ")
        + "expected "
        + expected
        + ", found "
        + found;
  }
}
