package dev.gantry.app.rules;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gantry rules}. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "Checks definitions and tries rules, without a broker.",
    subcommands = {CheckRules.class, TestRules.class, WhatIfRules.class, ShippedRules.class},
    footer = {"", "Example: gantry rules check definitions/"})
public final class RulesCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected check, test, what-if or shipped");
  }
}
