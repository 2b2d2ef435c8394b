package dev.gantry.topologies.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Collects what one document names in others. Not thread-safe. */
final class References {

  private static final Comparator<Reference> BY_PLACE =
      Comparator.comparingInt(Reference::line).thenComparingInt(Reference::column);

  private final Problems problems;
  private final List<Reference> found = new ArrayList<>();

  References(Problems problems) {
    this.problems = problems;
  }

  /** By their places in the document. */
  List<Reference> all() {
    return found.stream().sorted(BY_PLACE).toList();
  }

  /** Notes a name. */
  void add(Node at, String field, Referent what, String id) {
    found.add(
        new Reference(
            what,
            id,
            problems.file(),
            at.getStartMark().getLine() + 1,
            at.getStartMark().getColumn() + 1,
            field));
  }

  /** Notes the id in an element; one that can't be an id is reported. */
  void id(Fields.Element element, Referent what) {
    if (element.node() instanceof ScalarNode text && Fields.ID.matcher(text.getValue()).matches()) {
      add(text, element.path(), what, text.getValue());
    } else {
      problems.at(element.node(), element.path(), "the id of a " + what.word());
    }
  }

  /** As {@link #id}, of each; one that is there twice is reported. */
  void idsOnce(List<Fields.Element> elements, Referent what) {
    Set<String> seen = new HashSet<>();
    for (Fields.Element element : elements) {
      id(element, what);
      if (element.node() instanceof ScalarNode text && !seen.add(text.getValue())) {
        problems.at(element.node(), element.path(), "every " + what.word() + " once");
      }
    }
  }
}
