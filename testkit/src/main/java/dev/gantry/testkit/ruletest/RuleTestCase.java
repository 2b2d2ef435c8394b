package dev.gantry.testkit.ruletest;

import dev.gantry.testkit.AlertLife;
import dev.gantry.testkit.SimulatedDefinitions;
import dev.gantry.testkit.Simulation;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.port.GeoLocator;
import dev.gantry.topologies.runtime.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One test of rules. It stands alone: neither clock nor state is shared with another. */
public final class RuleTestCase {

  private static final String FINDINGS = "signin-findings";

  private final String file;
  private final int line;
  private final String name;
  private final List<ParsedDefinition> definitions;
  private final Instant start;
  private final List<GivenEvent> events;
  private final List<Expectation> expectations;

  RuleTestCase(
      String file,
      int line,
      String name,
      List<ParsedDefinition> definitions,
      Instant start,
      List<GivenEvent> events,
      List<Expectation> expectations) {
    this.file = file;
    this.line = line;
    this.name = name;
    this.definitions = definitions;
    this.start = start;
    this.events = events;
    this.expectations = expectations;
  }

  /** Line of the file on which it begins, from 1. */
  public int line() {
    return line;
  }

  /** What it shows, in words. */
  public String name() {
    return name;
  }

  /** Rules that it expects to fire at some time. */
  public Set<String> rulesThatFire() {
    Set<String> rules = new TreeSet<>();
    for (Expectation each : expectations) {
      for (Expectation.Expected alert : each.firing().orElse(List.of())) {
        each.rule()
            .or(() -> Optional.ofNullable(alert.labels().get("alert")))
            .ifPresent(rules::add);
      }
    }
    return rules;
  }

  /** Rules that it expects never to fire at the times it asks about. */
  public Set<String> rulesThatDoNot() {
    Set<String> rules = new TreeSet<>();
    for (Expectation each : expectations) {
      if (each.firing().map(List::isEmpty).orElse(false)) {
        each.rule().ifPresent(rules::add);
      }
    }
    rules.removeAll(rulesThatFire());
    return rules;
  }

  /**
   * Whether sign-ins are checked in it: a rule asks for what is found in those that it gives. What
   * is found then may depend on where addresses are.
   */
  public boolean checksSignIns() {
    Set<String> given = new TreeSet<>();
    events.forEach(event -> given.add(event.stream()));
    return streamsAsked().contains(FINDINGS)
        && given.contains("auth-events")
        && !given.contains(FINDINGS);
  }

  private Set<String> streamsAsked() {
    Set<String> asked = new TreeSet<>();
    for (ParsedDefinition definition : definitions) {
      definition
          .rule()
          .ifPresent(rule -> rule.predicates().forEach(predicate -> asked.add(predicate.stream())));
    }
    return asked;
  }

  /** Runs it with the settings by default, and without knowing where addresses are. */
  public RuleTestResult run() {
    return run(TopologiesConfig.DEFAULT, GeoLocator.NONE);
  }

  /**
   * Runs it.
   *
   * @param places says where addresses are
   */
  public RuleTestResult run(TopologiesConfig config, GeoLocator places) {
    List<RuleTestResult.Failure> failures = new ArrayList<>();
    List<AlertLife> alerts;
    try (Simulation simulation = simulation(config, places)) {
      for (GivenEvent event : events) {
        simulation.advanceTo(start.plus(event.at()));
        give(event, simulation, failures);
        if (!failures.isEmpty()) {
          break;
        }
      }
      simulation.advanceTo(start.plus(last())).settle();
      alerts = simulation.alerts();
    }
    if (failures.isEmpty()) {
      for (Expectation expectation : expectations) {
        new Judgement(start, alerts).failures(expectation, failures);
      }
    }
    return new RuleTestResult(this, failures, alerts, start);
  }

  private void give(
      GivenEvent event, Simulation simulation, List<RuleTestResult.Failure> failures) {
    try {
      Simulation unused =
          simulation.give(event.stream(), event.record(), start.plus(event.happened()));
    } catch (IllegalArgumentException e) {
      failures.add(
          new RuleTestResult.Failure(
              event.line(), "an event that can't be taken: " + e.getMessage()));
    }
  }

  private Duration last() {
    return expectations.stream()
        .map(Expectation::at)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** Only the roles whose results some rule asks for: a test should take no time. */
  private Simulation simulation(TopologiesConfig config, GeoLocator places) {
    Set<String> asked = streamsAsked();
    boolean schedules =
        definitions.stream().anyMatch(definition -> definition.schedule().isPresent());
    Simulation.Builder builder =
        Simulation.builder(SimulatedDefinitions.firstVersions(definitions, config))
            .config(config)
            .places(places)
            .start(start);
    if (!asked.contains("segment-speeds") && !asked.contains("anomalies")) {
      builder.without(Role.TRAFFIC);
    }
    if (!asked.contains(FINDINGS)) {
      builder.without(Role.SIGNINS);
    }
    if (!asked.contains("task-events") && !schedules) {
      builder.without(Role.TASKS);
    }
    events.stream().map(GivenEvent::stream).distinct().forEach(builder::given);
    return builder.build();
  }

  @Override
  public String toString() {
    return file + ":" + line + ": " + name;
  }
}
