package dev.gantry.bench.tracking;

import dev.gantry.app.CommandFailedException;
import dev.gantry.domain.geometry.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A line of a text file of columns. */
final class Row {

  private final Path file;
  private final int line;
  private final List<String> columns;

  private Row(Path file, int line, List<String> columns) {
    this.file = file;
    this.line = line;
    this.columns = columns;
  }

  /**
   * The lines of a file that are not blank.
   *
   * @param separator regular expression
   */
  static List<Row> read(Path file, String separator) throws IOException {
    List<Row> rows = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty()) {
        rows.add(new Row(file, i + 1, List.of(line.split(separator, -1))));
      }
    }
    return rows;
  }

  int columns() {
    return columns.size();
  }

  /** A column, counted from 0. */
  String text(int column) {
    if (column >= columns.size()) {
      throw wrong("a column " + (column + 1), columns.size() + " columns");
    }
    return columns.get(column).strip();
  }

  double number(int column) {
    try {
      return Double.parseDouble(text(column));
    } catch (NumberFormatException e) {
      throw wrong("a number in column " + (column + 1), text(column));
    }
  }

  int whole(int column) {
    return (int) number(column);
  }

  /** The box of two corners, from a column on; empty where it has no area. */
  Optional<Box> corners(int column) {
    double x = number(column);
    double y = number(column + 1);
    return box(x, y, number(column + 2) - x, number(column + 3) - y);
  }

  /** The box of a corner and a size, from a column on; empty where it has no area. */
  Optional<Box> cornerAndSize(int column) {
    return box(number(column), number(column + 1), number(column + 2), number(column + 3));
  }

  /** The box of a corner and a size, from a column on, where there has to be one. */
  Box boxOfCornerAndSize(int column) {
    return cornerAndSize(column)
        .orElseThrow(
            () ->
                wrong(
                    "a width and a height above 0 in columns %d and %d"
                        .formatted(column + 3, column + 4),
                    text(column + 2) + " and " + text(column + 3)));
  }

  private static Optional<Box> box(double x, double y, double width, double height) {
    return width > 0 && height > 0 ? Optional.of(new Box(x, y, width, height)) : Optional.empty();
  }

  private CommandFailedException wrong(String expected, String found) {
    return new CommandFailedException(
        file + ", line " + line + ": expected " + expected + ", found " + found);
  }
}
