package dev.gantry.topologies.definition;

import dev.gantry.domain.geometry.Point;
import dev.gantry.topologies.rule.Names;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the fields of one mapping. Each reader reports what is wrong and answers empty; {@link
 * #finish} reports the fields nobody asked for.
 */
public final class Fields {

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d{1,30}\\.?\\d{0,30}|\\.\\d{1,30})([eE][-+]?\\d{1,3})?");
  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");
  static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}");
  private static final String EXPECTED_ID =
      "an id of letters, digits, '-', '_', '.' and ':', starting with a letter or digit";

  private final Problems problems;
  private final String path;
  private final MappingNode mapping;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * @param path of the mapping within its document, for messages; empty for the document itself
   */
  public Fields(Problems problems, String path, MappingNode mapping) {
    this.problems = problems;
    this.path = path;
    this.mapping = mapping;
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.at(tuple.getKeyNode(), path, "field names", Problems.describe(tuple.getKeyNode()));
      } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
        problems.at(key, pathOf(key.getValue()), "the field once", "it twice");
      } else {
        keys.put(key.getValue(), key);
      }
    }
  }

  /** Path of a field, for messages. */
  public String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Where what is wrong is noted. */
  public Problems problems() {
    return problems;
  }

  /** Notes what is wrong with the value of a field; a field without one is let pass. */
  public void refuse(String name, String expected, String found) {
    find(name).ifPresent(node -> problems.at(node, pathOf(name), expected, found));
  }

  /** As above, with the value itself as what was found. */
  public void refuse(String name, String expected) {
    find(name).ifPresent(node -> problems.at(node, pathOf(name), expected));
  }

  /** The mapping itself. */
  public MappingNode node() {
    return mapping;
  }

  /** The node of a field that has a value: one left empty counts as absent. */
  public Optional<Node> find(String name) {
    asked.add(name);
    return Optional.ofNullable(values.get(name)).filter(node -> !isNull(node));
  }

  /** Reports that a field is missing. */
  public void missing(String name, String expected) {
    Node at = keys.getOrDefault(name, mapping);
    problems.at(at, pathOf(name), expected, "nothing");
  }

  /** All names present, in order. */
  public Set<String> names() {
    return keys.keySet();
  }

  /** A text; a number or the like has to be in quotes. */
  public Optional<String> text(String name) {
    return find(name).flatMap(node -> asText(node, pathOf(name)));
  }

  /** As {@link #text}, and reported when it is missing or blank. */
  public Optional<String> requiredText(String name, String expected) {
    if (find(name).isEmpty()) {
      missing(name, expected);
    }
    Optional<String> text = text(name);
    if (text.isPresent() && text.get().isBlank()) {
      find(name).ifPresent(node -> problems.at(node, pathOf(name), expected, "a blank text"));
      return Optional.empty();
    }
    return text;
  }

  /** A required id; it becomes part of record keys. */
  Optional<String> id(String name) {
    return requiredText(name, EXPECTED_ID).filter(id -> checkId(name, id));
  }

  Optional<String> optionalId(String name) {
    return text(name).filter(id -> checkId(name, id));
  }

  private boolean checkId(String name, String id) {
    boolean good = ID.matcher(id).matches();
    if (!good) {
      find(name).ifPresent(node -> problems.at(node, pathOf(name), EXPECTED_ID));
    }
    return good;
  }

  /** A finite number, within a range. */
  public Optional<Double> number(String name, DoublePredicate range, String expected) {
    return find(name).flatMap(node -> asNumber(node, pathOf(name), range, expected));
  }

  /** True or false. */
  public Optional<Boolean> flag(String name) {
    return find(name)
        .flatMap(
            node -> {
              String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
              if (!text.equals("true") && !text.equals("false")) {
                problems.at(node, pathOf(name), "true or false");
                return Optional.empty();
              }
              return Optional.of(text.equals("true"));
            });
  }

  /** A duration, as {@link Durations} reads it. */
  public Optional<Duration> duration(String name) {
    return find(name)
        .flatMap(
            node -> {
              Optional<Duration> duration =
                  node instanceof ScalarNode scalar
                      ? Durations.parse(scalar.getValue())
                      : Optional.empty();
              if (duration.isEmpty()) {
                problems.at(node, pathOf(name), Durations.EXPECTED);
              }
              return duration;
            });
  }

  /** {@code WIDTHxHEIGHT} in pixels. */
  Optional<int[]> size(String name) {
    return find(name)
        .flatMap(
            node -> {
              var match = SIZE.matcher(node instanceof ScalarNode scalar ? scalar.getValue() : "");
              if (!match.matches()) {
                problems.at(node, pathOf(name), "WIDTHxHEIGHT in pixels, such as 960x540");
                return Optional.empty();
              }
              return Optional.of(
                  new int[] {Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2))});
            });
  }

  /** One word out of several, written exactly so. */
  public <T> Optional<T> choice(String name, Map<String, T> choices) {
    return text(name)
        .flatMap(
            word -> {
              T value = choices.get(word);
              if (value == null) {
                String hint =
                    Names.nearest(word, choices.keySet())
                        .map(near -> " (did you mean " + near + "?)")
                        .orElse("");
                find(name)
                    .ifPresent(
                        node ->
                            problems.at(
                                node,
                                pathOf(name),
                                "one of " + String.join(", ", choices.keySet()),
                                Problems.quote(word) + hint));
              }
              return Optional.ofNullable(value);
            });
  }

  /** A mapping within this one. */
  public Optional<Fields> mapping(String name, String expected) {
    return find(name)
        .flatMap(
            node -> {
              if (node instanceof MappingNode inner) {
                return Optional.of(new Fields(problems, pathOf(name), inner));
              }
              problems.at(node, pathOf(name), expected);
              return Optional.empty();
            });
  }

  /** The fields of an element that is a mapping. */
  Optional<Fields> mappingAt(Element element) {
    return element.node() instanceof MappingNode inner
        ? Optional.of(new Fields(problems, element.path(), inner))
        : Optional.empty();
  }

  /** The elements of a list field with their nodes; empty when absent. */
  public List<Element> elements(String name, String expected) {
    Optional<Node> node = find(name);
    if (node.isEmpty()) {
      return List.of();
    }
    return elementsOf(node.get(), pathOf(name), expected);
  }

  List<Element> elementsOf(Node node, String at, String expected) {
    if (!(node instanceof SequenceNode sequence)) {
      problems.at(node, at, expected);
      return List.of();
    }
    List<Element> elements = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      elements.add(new Element(at + "[" + elements.size() + "]", element));
    }
    return elements;
  }

  /** The mappings in a list field. */
  public List<Fields> mappings(String name, String expected) {
    List<Fields> found = new ArrayList<>();
    for (Element element : elements(name, "a list of " + expected)) {
      if (element.node() instanceof MappingNode inner) {
        found.add(new Fields(problems, element.path(), inner));
      } else {
        problems.at(element.node(), element.path(), expected);
      }
    }
    return found;
  }

  /** The texts in a list field; empty when absent. */
  public List<String> texts(String name, String expected) {
    List<String> texts = new ArrayList<>();
    for (Element element : elements(name, expected)) {
      asText(element.node(), element.path()).ifPresent(texts::add);
    }
    return texts;
  }

  /** A mapping of names to texts; numbers and booleans are taken as they are written. */
  public SortedMap<String, String> textMap(String name, Pattern names, String expected) {
    SortedMap<String, String> map = new TreeMap<>();
    Optional<Fields> inner = mapping(name, expected);
    if (inner.isEmpty()) {
      return map;
    }
    for (String key : inner.get().names()) {
      Node value = inner.get().find(key).orElse(null);
      if (!names.matcher(key).matches()) {
        problems.at(inner.get().node(), pathOf(name), expected, Problems.quote(key));
      } else if (value instanceof ScalarNode scalar) {
        map.put(key, scalar.getValue());
      } else {
        inner.get().missingOr(key, value);
      }
    }
    return map;
  }

  private void missingOr(String key, @Nullable Node value) {
    if (value == null) {
      missing(key, "a text");
    } else {
      problems.at(value, pathOf(key), "a text");
    }
  }

  Optional<Point> requiredPoint(String name, String unit) {
    if (find(name).isEmpty()) {
      missing(name, "[x, y] in " + unit);
    }
    return point(name, unit);
  }

  Optional<Double> requiredNumber(String name, DoublePredicate range, String expected) {
    if (find(name).isEmpty()) {
      missing(name, expected);
    }
    return number(name, range, expected);
  }

  Optional<Point> point(String name, String unit) {
    return find(name).flatMap(node -> asPoint(node, pathOf(name), unit));
  }

  Optional<Point> asPoint(Node node, String at, String unit) {
    String expected = "[x, y] in " + unit;
    if (!(node instanceof SequenceNode sequence) || sequence.getValue().size() != 2) {
      problems.at(node, at, expected);
      return Optional.empty();
    }
    Optional<Double> x =
        asNumber(sequence.getValue().get(0), at + "[0]", Double::isFinite, expected);
    Optional<Double> y =
        asNumber(sequence.getValue().get(1), at + "[1]", Double::isFinite, expected);
    return x.isPresent() && y.isPresent()
        ? Optional.of(new Point(x.get(), y.get()))
        : Optional.empty();
  }

  Optional<Double> asNumber(Node node, String at, DoublePredicate range, String expected) {
    if (node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && NUMBER.matcher(scalar.getValue()).matches()) {
      double value = Double.parseDouble(scalar.getValue());
      if (Double.isFinite(value) && range.test(value)) {
        return Optional.of(value);
      }
    }
    problems.at(node, at, expected);
    return Optional.empty();
  }

  private Optional<String> asText(Node node, String at) {
    if (!(node instanceof ScalarNode scalar)) {
      problems.at(node, at, "a text");
      return Optional.empty();
    }
    boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
    if (plain && !scalar.getTag().equals(Tag.STR)) {
      problems.at(node, at, "a text (write it in quotes)");
      return Optional.empty();
    }
    return Optional.of(scalar.getValue());
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  /** Reports every field nobody asked for, with what was probably meant. */
  public void finish() {
    for (Map.Entry<String, Node> key : keys.entrySet()) {
      if (!asked.contains(key.getKey())) {
        String hint =
            Names.nearest(key.getKey(), asked)
                .map(near -> "did you mean " + near + "?")
                .orElse("known are " + String.join(", ", asked));
        problems.at(
            key.getValue(), pathOf(key.getKey()), "a known field (" + hint + ")", "an unknown one");
      }
    }
  }

  /** One element of a list and where it is. */
  public record Element(String path, Node node) {}
}
