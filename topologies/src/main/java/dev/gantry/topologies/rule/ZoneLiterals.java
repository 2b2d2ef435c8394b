package dev.gantry.topologies.rule;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Time zones that an expression names in quotes: CEL itself looks at them only when it asks a time
 * something, and would then fail on every record.
 */
final class ZoneLiterals {

  private static final Set<String> ASKING =
      Set.of(
          "getDate",
          "getDayOfMonth",
          "getDayOfWeek",
          "getDayOfYear",
          "getFullYear",
          "getHours",
          "getMilliseconds",
          "getMinutes",
          "getMonth",
          "getSeconds");

  private static final String ZONE = "zone";
  private static final CelRuntime.Program TRIAL = trial();

  private ZoneLiterals() {}

  private static CelRuntime.Program trial() {
    try {
      Cel cel = CelFactory.plannerCelBuilder().addVar(ZONE, SimpleType.STRING).build();
      return cel.createProgram(cel.compile("timestamp(0).getHours(" + ZONE + ")").getAst());
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalStateException("the trial of time zones does not compile", e);
    }
  }

  /** Reports those that are none. */
  static void refuseBad(
      String where,
      CelAbstractSyntaxTree ast,
      List<CelNavigableExpr> nodes,
      List<RuleProblem> problems) {
    for (CelNavigableExpr node : nodes) {
      if (node.getKind() == Kind.CALL && ASKING.contains(node.expr().call().function())) {
        for (CelExpr argument : node.expr().call().args()) {
          if (argument.getKind() == Kind.CONSTANT && !isZone(argument.constant().stringValue())) {
            problems.add(
                RuleLanguage.problemAt(
                    where,
                    ast,
                    argument,
                    "a time zone such as Europe/Berlin, UTC or +02:00",
                    "'" + argument.constant().stringValue() + "'"));
          }
        }
      }
    }
  }

  private static boolean isZone(String name) {
    try {
      TRIAL.eval(Map.of(ZONE, name));
      return true;
    } catch (CelEvaluationException e) {
      return false;
    }
  }
}
