package dev.gantry.app.definition;

import java.util.ArrayList;
import java.util.List;

/**
 * What changed between two texts, line by line: the longest common subsequence stays, the rest was
 * taken out ({@code -}) or put in ({@code +}).
 */
final class LineDiff {

  /** Lines around a change that are shown. */
  private static final int CONTEXT = 2;

  /** Beyond so many cells of the table, everything counts as changed. */
  private static final int LARGEST_TABLE = 4_000_000;

  private final List<String> before;
  private final List<String> after;

  private LineDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  private record Line(char sign, String text) {}

  /** The changed lines with two lines around them; {@code ...} for lines left out. */
  static List<String> of(String before, String after) {
    List<Line> lines = new LineDiff(before.lines().toList(), after.lines().toList()).lines();
    List<String> shown = new ArrayList<>();
    boolean gap = false;
    for (int i = 0; i < lines.size(); i++) {
      if (isNearChange(lines, i)) {
        if (gap) {
          shown.add("...");
        }
        gap = false;
        shown.add(lines.get(i).sign() + " " + lines.get(i).text());
      } else {
        gap = true;
      }
    }
    return shown;
  }

  private static boolean isNearChange(List<Line> lines, int index) {
    int from = Math.max(0, index - CONTEXT);
    int to = Math.min(lines.size(), index + CONTEXT + 1);
    return lines.subList(from, to).stream().anyMatch(line -> line.sign() != ' ');
  }

  private List<Line> lines() {
    int[][] common = commonFrom();
    List<Line> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      boolean bothLeft = i < before.size() && j < after.size();
      if (bothLeft && common.length > 0 && before.get(i).equals(after.get(j))) {
        lines.add(new Line(' ', before.get(i++)));
        j++;
      } else if (i < before.size()
          && (j == after.size() || common.length == 0 || common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line('-', before.get(i++)));
      } else {
        lines.add(new Line('+', after.get(j++)));
      }
    }
    return lines;
  }

  /** Length of the longest common subsequence of what is left at each pair of lines. */
  private int[][] commonFrom() {
    if ((long) (before.size() + 1) * (after.size() + 1) > LARGEST_TABLE) {
      return new int[0][];
    }
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
