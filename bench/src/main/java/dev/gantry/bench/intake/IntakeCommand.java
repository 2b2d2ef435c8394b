package dev.gantry.bench.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.CommandFailedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gantry bench intake}. */
@Command(
    name = "intake",
    description = {
      "How many CloudEvents a second are taken over HTTP, one and many to a request, and how long an answer takes:"
          + " each connection posts the next request once the one before is answered, which is once Kafka has its"
          + " events. The broker is in this process, and so are the clients."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: gantry bench intake --connections 16 --json"})
public final class IntakeCommand implements Callable<Integer> {

  @Option(names = "--connections", description = "How many connections. Default: 16.")
  int connections = 16;

  @Option(names = "--batch", description = "Events of a request of many. Default: 100.")
  int batch = 100;

  @Option(
      names = "--warmup",
      description = "Seconds before each size of requests is measured. Default: 10.")
  int warmupSeconds = 10;

  @Option(names = "--seconds", description = "Seconds to measure each. Default: 15.")
  int seconds = 15;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    require("--connections", connections, 1);
    require("--batch", batch, 2);
    require("--warmup", warmupSeconds, 0);
    require("--seconds", seconds, 1);
    IntakeBench.Plan plan =
        new IntakeBench.Plan(
            connections,
            List.of(1, batch),
            Duration.ofSeconds(warmupSeconds),
            Duration.ofSeconds(seconds));
    IntakeResult result = new IntakeBench(plan, System.err::println).run();
    System.out.println(json ? new ObjectMapper().writeValueAsString(result) : result.words());
    return result.acknowledged() == result.inKafka() ? 0 : 1;
  }

  private static void require(String option, int found, int least) {
    if (found < least) {
      throw new CommandFailedException(
          "%s: expected %d or more, found %d".formatted(option, least, found));
    }
  }
}
