package dev.gantry.topologies.rule;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.validator.CelValidator;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.DurationLiteralValidator;
import dev.cel.validator.validators.TimestampLiteralValidator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The expression language of rules: CEL, compiled against the fields of one stream. The only class
 * that knows the CEL library. Thread-safe.
 *
 * <p>What an expression may cost is bounded before it runs: its length, its nodes, how deep its
 * comprehensions nest, how often they iterate and search texts; regular expressions are literals,
 * compiled once before they are let in, and matched in linear time (RE2), over the beginning of
 * what is long. There is no clock: an expression sees the record and nothing else.
 */
public final class RuleLanguage {

  /** Longest expression, characters. */
  public static final int LONGEST = 4_096;

  /** Most nodes of a parsed expression. */
  public static final int MOST_NODES = 500;

  /** Deepest nesting of comprehensions such as {@code exists}. */
  public static final int DEEPEST_COMPREHENSION = 2;

  /** Most steps that the comprehensions of one evaluation may take. */
  public static final int MOST_ITERATIONS = 1_000;

  /** Most calls within comprehensions that search a text. */
  public static final int MOST_SEARCHES = 4;

  /** How much of a text an expression sees, characters. */
  public static final int LONGEST_TEXT = 4_096;

  private static final Set<String> SEARCHES = Set.of("matches", "contains");
  private static final int DEEPEST_NESTING = 50;
  private static final int LARGEST_REGEX = 1_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(LONGEST)
          .maxParseRecursionDepth(DEEPEST_NESTING)
          .maxParseErrorRecoveryLimit(5)
          .comprehensionMaxIterations(MOST_ITERATIONS)
          .maxRegexProgramSize(LARGEST_REGEX)
          .build();

  private static final int LONGEST_PATTERN = 200;
  private static final long MOST_REPETITIONS = 100;
  private static final Pattern COUNTED = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{1,9})?)?}");
  private static final String PATTERN = "pattern";
  private static final CelRuntime.Program PATTERN_TRIAL = patternTrial();

  private final Map<String, Environment> environments = new ConcurrentHashMap<>();

  private record Environment(Cel cel, CelValidator validator) {}

  /**
   * Compiles an expression against a stream.
   *
   * @param where field of the rule it is in, for problems
   * @param problems gets everything wrong with it
   * @return the predicate; empty when there is a problem
   */
  public Optional<CompiledPredicate> compile(
      String where, String expr, RuleStream stream, List<RuleProblem> problems) {
    if (expr.length() > LONGEST) {
      problems.add(
          new RuleProblem(
              where, 1, 1, "at most " + LONGEST + " characters", expr.length() + " characters"));
      return Optional.empty();
    }
    Environment environment =
        environments.computeIfAbsent(stream.name(), name -> environment(stream));
    try {
      CelValidationResult compiled = environment.cel().compile(expr);
      if (compiled.hasError()) {
        addAll(where, expr, stream, compiled.getErrors(), problems);
        return Optional.empty();
      }
      CelAbstractSyntaxTree ast = compiled.getAst();
      int before = problems.size();
      List<CelNavigableExpr> nodes = CelNavigableAst.fromAst(ast).getRoot().allNodes().toList();
      refuseCost(where, nodes, problems);
      refuseBadPatterns(where, ast, nodes, problems);
      ZoneLiterals.refuseBad(where, ast, nodes, problems);
      CelValidationResult valid = environment.validator().validate(ast);
      if (valid.hasError()) {
        addAll(where, expr, stream, valid.getErrors(), problems);
      }
      if (problems.size() > before) {
        return Optional.empty();
      }
      return Optional.of(
          new Evaluated(
              environment.cel().createProgram(ast),
              stream.fields(),
              CelGuards.of(ast, stream.fields())));
    } catch (CelValidationException | CelEvaluationException e) {
      problems.add(
          new RuleProblem(where, 1, 1, "a CEL expression", String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private static CelRuntime.Program patternTrial() {
    try {
      Cel cel =
          CelFactory.plannerCelBuilder()
              .setOptions(OPTIONS)
              .addVar(PATTERN, SimpleType.STRING)
              .build();
      return cel.createProgram(cel.compile("''.matches(" + PATTERN + ")").getAst());
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalStateException("the trial of patterns does not compile", e);
    }
  }

  private static Environment environment(RuleStream stream) {
    var builder =
        CelFactory.plannerCelBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL);
    stream.fields().values().forEach(field -> builder.addVar(field.name(), type(field.type())));
    Cel cel = builder.build();
    CelValidator validator =
        CelValidatorFactory.standardCelValidatorBuilder(cel)
            .addAstValidators(TimestampLiteralValidator.INSTANCE, DurationLiteralValidator.INSTANCE)
            .build();
    return new Environment(cel, validator);
  }

  private static CelType type(FieldType type) {
    return switch (type) {
      case TEXT -> SimpleType.STRING;
      case NUMBER -> SimpleType.DOUBLE;
      case WHOLE -> SimpleType.INT;
      case FLAG -> SimpleType.BOOL;
      case TEXTS -> ListType.create(SimpleType.STRING);
      case TEXT_MAP -> MapType.create(SimpleType.STRING, SimpleType.STRING);
      case NUMBER_MAP -> MapType.create(SimpleType.STRING, SimpleType.DOUBLE);
      case TIME -> SimpleType.TIMESTAMP;
    };
  }

  private static void refuseCost(
      String where, List<CelNavigableExpr> nodes, List<RuleProblem> problems) {
    if (nodes.size() > MOST_NODES) {
      problems.add(
          new RuleProblem(
              where, 1, 1, "at most " + MOST_NODES + " nodes", nodes.size() + " nodes"));
    }
    int deepest = 0;
    int searches = 0;
    for (CelNavigableExpr node : nodes) {
      if (node.getKind() == Kind.COMPREHENSION) {
        deepest = Math.max(deepest, comprehensionsAround(node));
      } else if (isSearch(node) && comprehensionsAround(node) > 0) {
        searches++;
      }
    }
    if (deepest > DEEPEST_COMPREHENSION) {
      problems.add(
          new RuleProblem(
              where,
              1,
              1,
              "comprehensions at most " + DEEPEST_COMPREHENSION + " deep",
              deepest + " within each other"));
    }
    if (searches > MOST_SEARCHES) {
      problems.add(
          new RuleProblem(
              where,
              1,
              1,
              "at most " + MOST_SEARCHES + " of matches and contains within comprehensions",
              Integer.toString(searches)));
    }
  }

  private static boolean isSearch(CelNavigableExpr node) {
    return node.getKind() == Kind.CALL && SEARCHES.contains(node.expr().call().function());
  }

  /**
   * Tries each pattern as it will be matched: CEL itself looks at them only when it matches. They
   * have to be literals, since what a pattern costs can't be bounded otherwise.
   */
  private static void refuseBadPatterns(
      String where,
      CelAbstractSyntaxTree ast,
      List<CelNavigableExpr> nodes,
      List<RuleProblem> problems) {
    for (CelNavigableExpr node : nodes) {
      if (node.getKind() == Kind.CALL && node.expr().call().function().equals("matches")) {
        List<CelExpr> arguments = node.expr().call().args();
        CelExpr pattern = arguments.get(arguments.size() - 1);
        if (pattern.getKind() != Kind.CONSTANT) {
          problems.add(
              problemAt(where, ast, node.expr(), "a pattern in quotes", "a calculated one"));
        } else if (!isPattern(pattern.constant().stringValue())) {
          problems.add(
              problemAt(
                  where,
                  ast,
                  pattern,
                  "a regular expression (RE2) of at most "
                      + LONGEST_PATTERN
                      + " characters and moderate repetition",
                  "'" + pattern.constant().stringValue() + "'"));
        }
      }
    }
  }

  /** What is wrong with a part of an expression, and where that is. */
  static RuleProblem problemAt(
      String where, CelAbstractSyntaxTree ast, CelExpr at, String expected, String found) {
    int offset = ast.getSource().getPositionsMap().getOrDefault(at.id(), 0);
    var place = ast.getSource().getOffsetLocation(offset);
    return new RuleProblem(
        where,
        place.map(CelSourceLocation::getLine).orElse(1),
        place.map(CelSourceLocation::getColumn).orElse(0) + 1,
        expected,
        found);
  }

  private static boolean isPattern(String pattern) {
    if (pattern.length() > LONGEST_PATTERN || repetitions(pattern) > MOST_REPETITIONS) {
      return false;
    }
    try {
      PATTERN_TRIAL.eval(Map.of(PATTERN, pattern));
      return true;
    } catch (CelEvaluationException e) {
      return false;
    }
  }

  /** An upper bound of how often counted repetitions multiply a part of a pattern. */
  private static long repetitions(String pattern) {
    long product = 1;
    Matcher count = COUNTED.matcher(pattern);
    while (count.find() && product <= MOST_REPETITIONS) {
      String most = count.group(2) == null ? count.group(1) : count.group(2);
      product *= Math.max(1, Long.parseLong(most));
    }
    return product;
  }

  private static int comprehensionsAround(CelNavigableExpr node) {
    int count = 0;
    for (Optional<CelNavigableExpr> at = Optional.of(node);
        at.isPresent();
        at = at.get().parent()) {
      count += at.get().getKind() == Kind.COMPREHENSION ? 1 : 0;
    }
    return count;
  }

  private static void addAll(
      String where,
      String expr,
      RuleStream stream,
      Iterable<CelIssue> issues,
      List<RuleProblem> problems) {
    for (CelIssue issue : issues) {
      problems.add(
          CelMessages.problem(
              where,
              expr,
              stream,
              Math.max(1, issue.getSourceLocation().getLine()),
              Math.max(0, issue.getSourceLocation().getColumn()),
              issue.getMessage()));
    }
  }

  /** A program, the fields it may ask for, and what has to be so for it to hold. */
  private record Evaluated(
      CelRuntime.Program program, Map<String, Field> fields, List<Guard> guards)
      implements CompiledPredicate {

    @Override
    public boolean test(SpecificRecordBase record) throws RuleFailure {
      for (Guard guard : guards) {
        if (!guard.lets(record)) {
          return false;
        }
      }
      CelVariableResolver values =
          name -> {
            Field field = fields.get(name);
            return field == null ? Optional.empty() : Optional.of(ShortTexts.of(field.in(record)));
          };
      try {
        return (Boolean) program.eval(values);
      } catch (CelEvaluationException e) {
        throw new RuleFailure(String.valueOf(e.getMessage()), e);
      }
    }
  }
}
