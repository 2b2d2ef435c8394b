package dev.gantry.topologies.rule;

import dev.gantry.domain.alerting.Rule;
import java.util.ArrayList;
import java.util.List;

/** Checks rules by compiling them. */
public final class LanguageRuleChecker implements RuleChecker {

  private final RuleLanguage language;

  public LanguageRuleChecker(RuleLanguage language) {
    this.language = language;
  }

  @Override
  public List<RuleProblem> check(Rule rule) {
    List<RuleProblem> problems = new ArrayList<>();
    CompiledRule.compile(language, rule, problems);
    return problems;
  }
}
