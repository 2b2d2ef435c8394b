package dev.gantry.topologies.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads lists of matchers, and of the names of labels. */
final class MatchersReader {

  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private MatchersReader() {}

  /** The matchers in a list field, those that are none reported; empty when absent. */
  static List<LabelMatcher> matchers(Fields fields, String name) {
    List<LabelMatcher> matchers = new ArrayList<>();
    for (Fields.Element element :
        fields.elements(name, "a list of matchers such as severity=\"critical\"")) {
      if (!(element.node() instanceof ScalarNode text)) {
        fields.problems().at(element.node(), element.path(), LabelMatcher.EXPECTED);
        continue;
      }
      try {
        matchers.add(LabelMatcher.parse(text.getValue()));
      } catch (IllegalArgumentException e) {
        fields
            .problems()
            .at(text, element.path(), LabelMatcher.EXPECTED, String.valueOf(e.getMessage()));
      }
    }
    return matchers;
  }

  /** As above, and reported when there is none. */
  static List<LabelMatcher> requiredMatchers(Fields fields, String name) {
    List<LabelMatcher> matchers = matchers(fields, name);
    if (fields.find(name).isEmpty()) {
      fields.missing(name, "a list of matchers such as severity=\"critical\"");
    } else if (fields.elements(name, "").isEmpty()) {
      fields.refuse(name, "one matcher or more");
    }
    return matchers;
  }

  /** Checks a list of the names of labels. */
  static void labels(Fields fields, String name) {
    for (Fields.Element element : fields.elements(name, "a list of names of labels")) {
      if (!(element.node() instanceof ScalarNode text)
          || !LABEL.matcher(text.getValue()).matches()) {
        fields
            .problems()
            .at(element.node(), element.path(), "the name of a label such as severity or site");
      }
    }
  }
}
