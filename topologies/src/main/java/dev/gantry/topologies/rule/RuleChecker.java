package dev.gantry.topologies.rule;

import dev.gantry.domain.alerting.Rule;
import java.util.List;

/** Says what is wrong with a rule before it is published. */
@FunctionalInterface
public interface RuleChecker {

  /** Everything wrong with the rule; empty when it can be evaluated. */
  List<RuleProblem> check(Rule rule);
}
