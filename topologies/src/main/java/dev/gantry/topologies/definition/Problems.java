package dev.gantry.topologies.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Collects the problems of one file. Not thread-safe. */
public final class Problems {

  /** A value is quoted up to this many characters. */
  private static final int LONGEST_VALUE = 60;

  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

  private final String file;
  private final List<Problem> found = new ArrayList<>();

  /**
   * @param file name of the file, as the user gave it
   */
  public Problems(String file) {
    this.file = file;
  }

  /** Name of the file. */
  public String file() {
    return file;
  }

  /** How many there are so far. */
  public int count() {
    return found.size();
  }

  /** Those so far, in the order they were found. */
  public List<Problem> all() {
    return List.copyOf(found);
  }

  /** Adds those of a part of the file, by their places in it. */
  void addAll(Problems others) {
    others.found.stream().sorted(BY_PLACE).forEach(found::add);
  }

  /** At a node: what is there is told from the node. */
  public void at(Node node, String field, String expected) {
    at(node, field, expected, describe(node));
  }

  /** At a node. */
  public void at(Node node, String field, String expected, String value) {
    at(
        node.getStartMark().getLine() + 1,
        node.getStartMark().getColumn() + 1,
        field,
        expected,
        value);
  }

  /** At a place, both from 1. */
  public void at(int line, int column, String field, String expected, String value) {
    found.add(new Problem(file, line, column, field, expected, value));
  }

  /** Behind the part of the file that could be read. */
  void behind(String read, String expected, String value) {
    found.add(Problem.behind(file, read, expected, value));
  }

  /** What a node is, for a message. */
  public static String describe(Node node) {
    if (node instanceof MappingNode) {
      return "a mapping";
    }
    if (node instanceof SequenceNode sequence) {
      return "a list of " + sequence.getValue().size();
    }
    String text = ((ScalarNode) node).getValue();
    return text.isEmpty() ? "nothing" : quote(text);
  }

  /** A text from outside, shortened, on one line. */
  public static String quote(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return "'"
        + (line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE) + "…")
        + "'";
  }
}
