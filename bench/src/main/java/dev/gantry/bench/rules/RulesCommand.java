package dev.gantry.bench.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.CommandFailedException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gantry bench rules}. */
@Command(
    name = "rules",
    description = {
      "What rules cost, over tracks, tasks and sign-ins: their evaluation alone; events a second through MATCH and"
          + " ALERTING, exactly-once, with a broker in this process; and how long an event takes to become an alert, of"
          + " correlated rules apart, live."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: gantry bench rules --rules 100 --rate 10000 --json"})
public final class RulesCommand implements Callable<Integer> {

  @Option(names = "--rules", description = "How many rules, 3 or more. Default: 100.")
  int rules = 100;

  @Option(names = "--events", description = "Events for the throughput. Default: 2000000.")
  long events = 2_000_000;

  @Option(names = "--rate", description = "Events a second for the latency. Default: 10000.")
  int rate = 10_000;

  @Option(names = "--warmup", description = "Seconds before latencies are measured. Default: 20.")
  int warmupSeconds = 20;

  @Option(names = "--seconds", description = "Seconds to measure them. Default: 30.")
  int seconds = 30;

  @Option(
      names = "--correlated",
      description =
          "How many correlated rules to time apart, a multiple of 5; 0 for none. Default: 20.")
  int correlated = 20;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    require("--rules", rules, BenchRules.LEAST);
    require("--events", events, 10_000);
    require("--rate", rate, RuleEvents.MARKED_EVERY);
    require("--seconds", seconds, 1);
    if (correlated < 0 || correlated % CorrelatedRules.KINDS != 0) {
      throw new CommandFailedException(
          "--correlated: expected a multiple of %d, found %d"
              .formatted(CorrelatedRules.KINDS, correlated));
    }
    RulesBench.Plan plan =
        new RulesBench.Plan(
            rules,
            events,
            rate,
            Duration.ofSeconds(warmupSeconds),
            Duration.ofSeconds(seconds),
            correlated);
    RulesResult result = new RulesBench(plan, System.err::println).run();
    System.out.println(json ? new ObjectMapper().writeValueAsString(result) : result.words());
    return 0;
  }

  private static void require(String option, long found, long least) {
    if (found < least) {
      throw new CommandFailedException(
          "%s: expected %d or more, found %d".formatted(option, least, found));
    }
  }
}
