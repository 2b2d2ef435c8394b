package dev.gantry.topologies.rule;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the compiler's messages into ours, which say what was expected and what is known. */
final class CelMessages {

  private static final Pattern UNDECLARED =
      Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
  private static final Pattern OVERLOAD =
      Pattern.compile(
          "found no matching overload for '([^']*)' applied to '\\(([^']*)\\)'.*", Pattern.DOTALL);
  private static final Pattern OPERATOR = Pattern.compile("_?([^_]+)_");
  private static final Pattern TYPE =
      Pattern.compile("expected type '([^']*)' but found '([^']*)'");
  private static final Pattern QUALIFIED = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

  private CelMessages() {}

  /**
   * @param column column as CEL counts, from 0
   */
  static RuleProblem problem(
      String where, String expr, RuleStream stream, int line, int column, String message) {
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      String name = qualifiedName(expr, line, column, undeclared.group(1));
      boolean function = !expr.contains(name + ".") && callAt(expr, line, column);
      String expected = function ? "a function of CEL" : Names.expected(stream, name);
      return new RuleProblem(where, line, column + 1, expected, name);
    }
    Matcher overload = OVERLOAD.matcher(message);
    if (overload.matches()) {
      return new RuleProblem(
          where, line, column + 1, operands(overload.group(2)), overloaded(overload));
    }
    Matcher type = TYPE.matcher(message);
    if (type.matches()) {
      return new RuleProblem(
          where, line, column + 1, "a " + type.group(1) + " as its result", "a " + type.group(2));
    }
    return new RuleProblem(where, line, column + 1, "a CEL expression", message);
  }

  private static String overloaded(Matcher overload) {
    Matcher operator = OPERATOR.matcher(overload.group(1));
    String[] types = overload.group(2).split(", ", -1);
    if (operator.matches() && types.length == 2) {
      return types[0] + " " + operator.group(1) + " " + types[1];
    }
    return overload.group(1) + "(" + overload.group(2) + ")";
  }

  private static String operands(String types) {
    boolean mixed = types.contains("double") && types.contains("int");
    return "operands of fitting types"
        + (mixed ? " (write whole numbers as 2.0 to calculate with doubles)" : "");
  }

  private static boolean callAt(String expr, int line, int column) {
    int offset = RuleProblem.offset(expr, line, column + 1);
    return offset < expr.length() && expr.charAt(offset) == '(';
  }

  /** The whole dotted name at a place, where the compiler names only its first part. */
  private static String qualifiedName(String expr, int line, int column, String otherwise) {
    Matcher name = QUALIFIED.matcher(expr);
    int offset = RuleProblem.offset(expr, line, column + 1);
    return name.find(offset) && name.start() == offset ? name.group() : otherwise;
  }
}
