package dev.gantry.app.deadletter;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gantry dead-letters}. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = "Looks at records that could not be processed, and puts them back.",
    subcommands = {ListDeadLetters.class, ShowDeadLetter.class, ReplayDeadLetters.class},
    footer = {"", "Example: gantry dead-letters list --summary --bootstrap 127.0.0.1:9092"})
public final class DeadLettersCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected list, show or replay");
  }
}
