package dev.gantry.bench;

import dev.gantry.bench.anomaly.AnomalyCommand;
import dev.gantry.bench.city.CityCommand;
import dev.gantry.bench.faults.FaultsCommand;
import dev.gantry.bench.intake.IntakeCommand;
import dev.gantry.bench.latency.LatencyCommand;
import dev.gantry.bench.rules.RulesCommand;
import dev.gantry.bench.signin.SignInCommand;
import dev.gantry.bench.simulator.SimulatorCommand;
import dev.gantry.bench.speed.SpeedCommand;
import dev.gantry.bench.tracking.TrackingCommand;
import dev.gantry.bench.traffic.TrafficCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gantry bench}. */
@Command(
    name = "bench",
    description = "Measures Gantry on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = {
      AnomalyCommand.class,
      CityCommand.class,
      FaultsCommand.class,
      IntakeCommand.class,
      LatencyCommand.class,
      RulesCommand.class,
      SignInCommand.class,
      SimulatorCommand.class,
      SpeedCommand.class,
      TrackingCommand.class,
      TrafficCommand.class
    },
    footer = {"", "Example: gantry bench latency --rate 1000 --json"})
final class BenchCommand implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a benchmark, found none");
  }
}
