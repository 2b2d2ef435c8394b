package dev.gantry.topologies.rule;

import dev.gantry.domain.alerting.Rule;
import dev.gantry.topologies.config.AlertingConfig;
import java.util.ArrayList;
import java.util.List;

/** Checks rules by compiling them. */
public final class LanguageRuleChecker implements RuleChecker {

  private final RuleLanguage language;
  private final String scopeLabel;

  /** With the default scope. */
  public LanguageRuleChecker(RuleLanguage language) {
    this(language, AlertingConfig.DEFAULT.scopeLabel());
  }

  /**
   * @param scopeLabel name of the label within whose values signals meet
   */
  public LanguageRuleChecker(RuleLanguage language, String scopeLabel) {
    this.language = language;
    this.scopeLabel = scopeLabel;
  }

  @Override
  public List<RuleProblem> check(Rule rule) {
    List<RuleProblem> problems = new ArrayList<>();
    CompiledRule.compile(language, rule, scopeLabel, problems);
    return problems;
  }
}
