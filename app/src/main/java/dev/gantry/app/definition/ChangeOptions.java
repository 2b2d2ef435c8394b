package dev.gantry.app.definition;

import picocli.CommandLine.Option;

/** Who changes definitions, and why: kept with every version. */
final class ChangeOptions {

  @Option(names = "--author", description = "Who changes them. Default: the user's name.")
  String author = System.getProperty("user.name", "unknown");

  @Option(names = "--reason", description = "Why, in words.")
  String reason = "";
}
