package dev.gantry.topologies.definition;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Splits a file into its YAML documents, as trees that know their lines. Sizes are capped before
 * anything is built from them: characters, depth, aliases, and nodes after aliases are followed.
 */
public final class YamlDocuments {

  private static final int MOST_CHARACTERS = 4 << 20;
  private static final int MOST_ALIASES = 100;
  private static final int DEEPEST = 32;
  private static final int MOST_NODES = 50_000;

  private YamlDocuments() {}

  /** One document: its tree and its own text. */
  public record Document(Node root, String text) {

    /** How many characters of the text come before a place within the tree. */
    int indexOf(Mark mark) {
      Mark start = root.getStartMark();
      return start.getColumn() + mark.getIndex() - start.getIndex();
    }
  }

  /** Reads the documents up to the first that is no YAML; that one is reported. */
  public static List<Document> read(String file, String content, Problems problems) {
    String text = withoutTabsIfJson(content.startsWith("\uFEFF") ? content.substring(1) : content);
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setNestingDepthLimit(DEEPEST);
    List<Document> documents = new ArrayList<>();
    try {
      Iterator<Node> nodes = new Yaml(options).composeAll(new StringReader(text)).iterator();
      while (nodes.hasNext()) {
        Node root = nodes.next();
        if (new Measure().fits(root, 0)) {
          documents.add(new Document(root, textOf(root, text)));
        } else {
          problems.at(
              root,
              "",
              "at most " + MOST_NODES + " values, " + DEEPEST + " deep",
              "more than that");
        }
      }
    } catch (ReaderException e) {
      problems.behind(
          text.substring(0, Math.min(e.getPosition(), text.length())),
          "YAML",
          "the character U+%04X".formatted(e.getCodePoint()));
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      problems.at(
          mark == null ? 1 : mark.getLine() + 1,
          mark == null ? 1 : mark.getColumn() + 1,
          "",
          "YAML",
          Optional.ofNullable(e.getProblem())
              .map(found -> found.startsWith("found ") ? found.substring("found ".length()) : found)
              .orElse("something else"));
    } catch (YAMLException e) {
      problems.at(1, 1, "", "YAML", String.valueOf(e.getMessage()));
    }
    return documents;
  }

  /** JSON may be indented with tabs, which YAML refuses; within JSON strings they are escaped. */
  private static String withoutTabsIfJson(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[") ? text.replace('\t', ' ') : text;
  }

  private static String textOf(Node root, String text) {
    int from = text.offsetByCodePoints(0, root.getStartMark().getIndex());
    int to = text.offsetByCodePoints(0, root.getEndMark().getIndex());
    // A mapping that is indented needs its first line to be so as well.
    String indent = " ".repeat(root.getStartMark().getColumn());
    return indent + text.substring(from, to).stripTrailing() + "\n";
  }

  /**
   * The content of a tree in one fixed form: JSON-like, mappings by name, scalars with their type.
   * The tree has been measured.
   */
  static String canonical(Node node) {
    StringBuilder out = new StringBuilder();
    canonical(node, out);
    return out.toString();
  }

  private static void canonical(Node node, StringBuilder out) {
    if (node instanceof MappingNode mapping) {
      TreeMap<String, Node> byName = new TreeMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        byName.put(canonical(tuple.getKeyNode()), tuple.getValueNode());
      }
      out.append('{');
      byName.forEach(
          (name, value) -> {
            out.append(name).append(':');
            canonical(value, out);
            out.append(',');
          });
      out.append('}');
    } else if (node instanceof SequenceNode sequence) {
      out.append('[');
      for (Node element : sequence.getValue()) {
        canonical(element, out);
        out.append(',');
      }
      out.append(']');
    } else if (node instanceof ScalarNode scalar) {
      String value = scalar.getValue();
      String tag = scalar.getTag().getClassName();
      out.append(tag, tag.lastIndexOf(':') + 1, tag.length());
      out.append(value.length()).append('"').append(value).append('"');
    }
  }

  /** Counts the nodes of a tree with aliases followed, and gives up early. */
  private static final class Measure {
    private int nodes;

    boolean fits(Node node, int depth) {
      if (++nodes > MOST_NODES || depth > DEEPEST) {
        return false;
      }
      if (node instanceof MappingNode mapping) {
        return mapping.getValue().stream()
            .allMatch(
                tuple ->
                    fits(tuple.getKeyNode(), depth + 1) && fits(tuple.getValueNode(), depth + 1));
      }
      return !(node instanceof SequenceNode sequence)
          || sequence.getValue().stream().allMatch(element -> fits(element, depth + 1));
    }
  }
}
