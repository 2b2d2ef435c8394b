package dev.gantry.app.definition;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Who changes definitions, and why: kept with every version. */
final class ChangeOptions {

  @Option(names = "--author", description = "Who changes them. Default: the user's name.")
  String author = System.getProperty("user.name", "unknown");

  @Option(names = "--reason", description = "Why, in words.")
  String reason = "";

  /**
   * Asks for a reason.
   *
   * @param what what needs one, such as {@code why they end}
   * @throws ParameterException when none is stated
   */
  void requireReason(CommandSpec spec, String what) {
    if (reason.isBlank()) {
      throw new ParameterException(
          spec.commandLine(), "--reason: expected " + what + ", in words; found none");
    }
  }
}
