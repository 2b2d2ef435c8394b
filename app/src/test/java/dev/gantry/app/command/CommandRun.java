package dev.gantry.app.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A command as from a shell. */
public final class CommandRun {

  private CommandRun() {}

  /** Runs it; a failure is told on {@code err}, and its status is 1. */
  public static int of(Object command, StringWriter out, StringWriter err, String... args) {
    CommandLine line = new CommandLine(command);
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
