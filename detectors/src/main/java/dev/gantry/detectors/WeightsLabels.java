package dev.gantry.detectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Class labels for weights without a descriptor.
 *
 * @param labels by index
 * @param origin where they are from, in words
 */
record WeightsLabels(List<String> labels, String origin) {

  /** Key under which Ultralytics' exporter writes a Python dictionary of labels by index. */
  private static final String METADATA_KEY = "names";

  private static final String SUFFIX = ".names";

  /** {@code 0: 'person'}, or with double quotes when the label has a single one. */
  private static final Pattern ENTRY =
      Pattern.compile("(\\d{1,6}): (?:'((?:[^'\\\\]|\\\\.)+)'|\"((?:[^\"\\\\]|\\\\.)+)\")");

  /**
   * Those of the file beside the weights that has their name and ends in {@code .names}, one a line
   * by index; else those that the weights carry; else COCO's when there are as many; else {@code
   * class-0}, {@code class-1} and so on.
   *
   * @param metadata what the weights carry
   * @param classes number of classes of the output
   * @throws IllegalArgumentException when the file can't be read or has another number of labels
   */
  static WeightsLabels of(Path weights, Map<String, String> metadata, int classes) {
    Path beside = weights.resolveSibling(stem(weights) + SUFFIX);
    if (Files.exists(beside)) {
      return new WeightsLabels(read(beside, classes), "labels of " + beside.getFileName());
    }
    List<String> carried = parse(metadata.getOrDefault(METADATA_KEY, ""));
    if (carried.size() == classes) {
      return new WeightsLabels(carried, "labels of the file");
    }
    if (classes == CocoLabels.ALL.size()) {
      return new WeightsLabels(CocoLabels.ALL, "labels taken for COCO's");
    }
    return new WeightsLabels(
        IntStream.range(0, classes).mapToObj(index -> "class-" + index).toList(),
        "labels unknown: class-0 to class-" + (classes - 1));
  }

  private static String stem(Path weights) {
    String name = String.valueOf(weights.getFileName());
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static List<String> read(Path file, int classes) {
    List<String> labels;
    try {
      labels = Files.readAllLines(file).stream().map(String::strip).toList();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + ": expected labels, one a line, found a file that can't be read: " + e, e);
    }
    labels = labels.stream().filter(label -> !label.isEmpty()).toList();
    if (labels.size() != classes) {
      throw new IllegalArgumentException(
          "%s: expected %d labels, one a line, as the model's output has, found %d"
              .formatted(file, classes, labels.size()));
    }
    return labels;
  }

  /** Labels by index; empty when an index is missing. */
  private static List<String> parse(String dictionary) {
    Map<Integer, String> byIndex = new TreeMap<>();
    Matcher entry = ENTRY.matcher(dictionary);
    while (entry.find()) {
      String label = entry.group(2) == null ? entry.group(3) : entry.group(2);
      byIndex.put(Integer.valueOf(entry.group(1)), label.replaceAll("\\\\(.)", "$1"));
    }
    boolean whole = IntStream.range(0, byIndex.size()).allMatch(byIndex::containsKey);
    return whole ? List.copyOf(byIndex.values()) : List.of();
  }
}
