package dev.gantry.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gantry ingest}. */
@Command(
    name = "ingest",
    description = "Puts records into Kafka.",
    mixinStandardHelpOptions = true,
    subcommands = {
      IngestVideoCommand.class,
      IngestSimulatorCommand.class,
      IngestSshdLogCommand.class,
      IngestKeycloakCommand.class,
      IngestJsonlCommand.class,
      IngestCloudEventsCommand.class
    },
    footer = {"", "Example: gantry ingest video gate.mp4 --camera-id gate --config gantry.yaml"})
final class IngestCommand implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected an adapter, found none");
  }
}
