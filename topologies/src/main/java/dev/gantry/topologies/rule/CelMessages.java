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
  private static final Pattern UNEXPECTED =
      Pattern.compile(
          "(?:mismatched|extraneous|no viable alternative at) input '(.*?)'(?: expecting .*)?",
          Pattern.DOTALL);
  private static final Pattern MISSING =
      Pattern.compile("missing (\\S+) at '(.*)'", Pattern.DOTALL);
  private static final Pattern TOKEN =
      Pattern.compile("token recognition error at: '(.*)'", Pattern.DOTALL);
  private static final String END = "<EOF>";
  private static final String EXPRESSION = "a CEL expression";
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
    return syntax(where, line, column + 1, message);
  }

  /** What the parser says: it lists all that it would have taken, by names of its own. */
  private static RuleProblem syntax(String where, int line, int column, String message) {
    Matcher input = UNEXPECTED.matcher(message);
    if (input.matches() && input.group(1).equals(END)) {
      return new RuleProblem(where, line, column, EXPRESSION + " that goes on", "its end");
    }
    if (input.matches()) {
      return new RuleProblem(where, line, column, EXPRESSION, misplaced(input.group(1)));
    }
    Matcher missing = MISSING.matcher(message);
    if (missing.matches()) {
      return new RuleProblem(where, line, column, missing.group(1), named(missing.group(2)));
    }
    Matcher token = TOKEN.matcher(message);
    if (token.matches()) {
      String found = token.group(1).strip();
      return found.startsWith("'") || found.startsWith("\"")
          ? new RuleProblem(where, line, column, EXPRESSION + " whose texts are closed", found)
          : new RuleProblem(where, line, column, EXPRESSION, misplaced(found));
    }
    return new RuleProblem(where, line, column, EXPRESSION, message);
  }

  private static String misplaced(String input) {
    return named(input) + " at this place";
  }

  private static String named(String input) {
    return input.equals(END) ? "its end" : "'" + input + "'";
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
