package dev.gantry.app.rules;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** {@code gantry rules} as from a shell. */
final class RulesRun {

  private RulesRun() {}

  /** Runs it; a failure is told on {@code err}, and its status is 1. */
  static int of(StringWriter out, StringWriter err, String... args) {
    CommandLine line = new CommandLine(new RulesCommand());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    line.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          failed.getErr().println(failure.getMessage());
          return 1;
        });
    return line.execute(args);
  }
}
