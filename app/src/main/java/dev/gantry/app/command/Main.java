package dev.gantry.app.command;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.CommandProvider;
import dev.gantry.app.calibration.CalibrateCommand;
import dev.gantry.app.cluster.EmbeddedClusterException;
import dev.gantry.app.config.ConfigException;
import dev.gantry.app.deadletter.DeadLettersCommand;
import dev.gantry.app.definition.ApplyCommand;
import dev.gantry.app.definition.DeleteCommand;
import dev.gantry.app.definition.DiffCommand;
import dev.gantry.app.definition.ExportCommand;
import dev.gantry.app.definition.RollbackCommand;
import dev.gantry.app.rules.RulesCommand;
import dev.gantry.app.score.ScoreCommand;
import dev.gantry.app.topic.TopicsCommand;
import dev.gantry.ingest.PublishException;
import dev.gantry.ingest.SourceException;
import dev.gantry.schemas.topic.TopicMismatchException;
import dev.gantry.topologies.definition.DefinitionException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code gantry} command. */
@Command(
    name = "gantry",
    description = "From frame to alert to proof, on one replayable log.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 the command line is wrong, 3 Java is missing or too old,"
          + " 130 or 143 ended by Ctrl-C or SIGTERM.",
      "Example: gantry demo --duration 60s"
    })
public final class Main implements Runnable {

  /** In the order in which help lists them; those of other modules follow. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          RunCommand.class,
          IngestCommand.class,
          ApplyCommand.class,
          DiffCommand.class,
          ExportCommand.class,
          RollbackCommand.class,
          DeleteCommand.class,
          RulesCommand.class,
          CalibrateCommand.class,
          ScoreCommand.class,
          TopicsCommand.class,
          DeadLettersCommand.class);

  /** Exit code when the command did what it was asked. */
  static final int DONE = 0;

  /** Exit code when it could not. */
  static final int FAILED = 1;

  @Spec CommandSpec spec;

  @Option(
      names = "--stack-trace",
      scope = CommandLine.ScopeType.INHERIT,
      description = "On failure, print where in the code it happened.")
  boolean stackTrace;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    int code = commandLine(args).execute(args);
    Interruption.told();
    System.exit(code);
  }

  /**
   * The command with its subcommands, of other modules too. Where the first argument names one of
   * them, with that one alone: describing them all takes a third of a second of each start.
   */
  static CommandLine commandLine(String... args) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    List<Class<?>> commands = commands();
    commands.stream()
        .filter(command -> args.length > 0 && nameOf(command).equals(args[0]))
        .findFirst()
        .map(List::<Class<?>>of)
        .orElse(commands)
        .forEach(line::addSubcommand);
    line.addSubcommand(CommandLine.HelpCommand.class);
    line.setExecutionExceptionHandler((failure, failed, parsed) -> main.report(failure, failed));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Instant.class, new TimeConverter());
    return line;
  }

  private static List<Class<?>> commands() {
    return Stream.concat(
            COMMANDS.stream(),
            ServiceLoader.load(CommandProvider.class).stream()
                .map(provider -> provider.get().command()))
        .collect(Collectors.toList());
  }

  private static String nameOf(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command, found none");
  }

  private int report(Exception failure, CommandLine failed) {
    PrintWriter err = failed.getErr();
    err.println("gantry: " + messageOf(failure));
    if (stackTrace) {
      failure.printStackTrace(err);
    } else if (!isForItsUser(failure)) {
      err.println("gantry: --stack-trace shows where in the code this happened");
    }
    err.flush();
    return FAILED;
  }

  /** Whether the message says all that the user can mend. */
  static boolean isForItsUser(Exception failure) {
    return failure instanceof CommandFailedException
        || failure instanceof ConfigException
        || failure instanceof DefinitionException
        || failure instanceof EmbeddedClusterException
        || failure instanceof PublishException
        || failure instanceof SourceException
        || failure instanceof TopicMismatchException;
  }

  /** What a failure says, and what its causes say that it does not. */
  static String messageOf(Throwable failure) {
    String message = failure.getMessage();
    String said =
        message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    Throwable cause = failure.getCause();
    if (cause == null || cause == failure || cause.getMessage() == null) {
      return said;
    }
    String more = messageOf(cause);
    return said.contains(more) ? said : said + ": " + more;
  }
}
