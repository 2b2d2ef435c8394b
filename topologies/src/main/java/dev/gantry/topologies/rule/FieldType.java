package dev.gantry.topologies.rule;

/** Types that fields have in expressions. */
public enum FieldType {
  TEXT("string"),
  NUMBER("double"),
  WHOLE("int"),
  FLAG("bool"),
  TEXTS("list(string)"),
  TEXT_MAP("map(string, string)"),
  NUMBER_MAP("map(string, double)"),
  TIME("timestamp");

  private final String cel;

  FieldType(String cel) {
    this.cel = cel;
  }

  /** Name of the type in CEL. */
  public String cel() {
    return cel;
  }
}
