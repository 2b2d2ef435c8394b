package dev.gantry.topologies.rule;

import java.util.List;

/** The tables of {@code docs/rules.md}: what rules may name on each stream. */
public final class RulesReference {

  private RulesReference() {}

  /** All tables in Markdown, by stream. */
  public static String tables() {
    StringBuilder page = new StringBuilder();
    for (RuleStream stream : RuleStreams.list()) {
      page.append("### ").append(stream.name()).append("\n\n");
      page.append("Labels: ").append(code(stream.labelNames())).append(". ");
      page.append(
          stream.timePerKey()
              ? "Time is told per key.\n\n"
              : "Time is told per partition of the topic.\n\n");
      page.append("| field | type | meaning |\n|---|---|---|\n");
      for (FieldTable table : stream.tables()) {
        for (Field field : table.fields()) {
          page.append("| `")
              .append(field.name())
              .append("` | ")
              .append(field.type().cel())
              .append(" | ")
              .append(field.doc().replace("|", "\\|"))
              .append(" |\n");
        }
      }
      page.append('\n');
    }
    return page.toString();
  }

  private static String code(List<String> names) {
    return "`" + String.join("`, `", names) + "`";
  }
}
