package dev.gantry.topologies.definition;

import java.util.List;

/** Reads lists that say nothing when they are empty. */
public final class Lists {

  private Lists() {}

  /** The elements of a list; one that is not there, or empty, is reported. */
  public static List<Fields.Element> required(Fields fields, String name, String expected) {
    if (fields.find(name).isEmpty()) {
      fields.missing(name, expected);
    }
    return filled(fields, name, expected);
  }

  /** The mappings in a list; one that is not there, or empty, is reported. */
  public static List<Fields> requiredMappings(Fields fields, String name, String expected) {
    return required(fields, name, "a list of " + expected).isEmpty()
        ? List.of()
        : fields.mappings(name, expected);
  }

  /** The elements of a list that may be absent; an empty one is reported. */
  static List<Fields.Element> filled(Fields fields, String name, String expected) {
    int before = fields.problems().count();
    List<Fields.Element> elements = fields.elements(name, expected);
    if (elements.isEmpty() && fields.problems().count() == before) {
      fields.refuse(name, "one or more");
    }
    return elements;
  }
}
