package dev.gantry.topologies.config;

import java.util.regex.Pattern;

/**
 * Settings of MATCH and ALERTING.
 *
 * @param scopeLabel label whose value decides which instance owns an alert; a record without it
 *     belongs to the scope {@code default}
 */
public record AlertingConfig(String scopeLabel) {

  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  /** The defaults. */
  public static final AlertingConfig DEFAULT = new AlertingConfig("site");

  public AlertingConfig {
    if (!LABEL.matcher(scopeLabel).matches()) {
      throw new IllegalArgumentException(
          "alerting.scope_label: expected a label name of letters, digits and '_', found '"
              + scopeLabel
              + "'");
    }
  }
}
