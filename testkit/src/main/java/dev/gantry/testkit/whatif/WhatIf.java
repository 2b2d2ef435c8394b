package dev.gantry.testkit.whatif;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.testkit.Simulation;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.port.Definitions;
import dev.gantry.topologies.port.GeoLocator;
import dev.gantry.topologies.runtime.Role;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Runs the same records through two sets of definitions, and compares the alerts. The clock of both
 * is the event time of the records; nothing else decides, so two runs say the same.
 */
public final class WhatIf {

  private static final String READINGS = "sensor-readings";

  private final Definitions before;
  private final Definitions after;
  private final TopologiesConfig config;
  private final GeoLocator places;

  /**
   * @param before definitions as they are
   * @param after definitions as they might be
   * @param config settings of the topologies
   * @param places says where addresses are
   */
  public WhatIf(Definitions before, Definitions after, TopologiesConfig config, GeoLocator places) {
    this.before = before;
    this.after = after;
    this.config = config;
    this.places = places;
  }

  /**
   * Compares.
   *
   * @param from alerts that had resolved by then are left out: earlier records only lead up to it
   */
  public AlertChanges run(RecordedInputs inputs, Instant from) {
    List<RecordedInputs.Input> inOrder = inputs.inOrder();
    Instant start = inOrder.isEmpty() ? Simulation.START : Micros.toInstant(inOrder.get(0).atUs());
    try (Simulation one = simulation(before, inputs, start);
        Simulation other = simulation(after, inputs, start)) {
      int refused = 0;
      for (RecordedInputs.Input input : inOrder) {
        SpecificRecordBase record = inputs.decode(input);
        boolean taken = give(one, input, record);
        taken &= give(other, input, record);
        refused += taken ? 0 : 1;
      }
      return AlertChanges.between(
          one.settle().alerts(), other.settle().alerts(), from, inputs.last(), refused);
    }
  }

  private Simulation simulation(Definitions definitions, RecordedInputs inputs, Instant start) {
    Simulation.Builder builder =
        Simulation.builder(definitions)
            .config(config)
            .places(places)
            .start(start)
            .silenceUntil(inputs.last(READINGS));
    inputs.streams().forEach(builder::given);
    if (inputs.includesTasks()) {
      builder.without(Role.TASKS);
    }
    return builder.build();
  }

  /** A record that a role refuses was refused in production too, and led to nothing. */
  private static boolean give(
      Simulation simulation, RecordedInputs.Input input, SpecificRecordBase record) {
    try {
      give(
          simulation.advanceTo(Micros.toInstant(input.atUs())),
          RecordedInputs.topic(input.stream(), simulation.topics()),
          record,
          Micros.toInstant(input.gotUs()));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @SuppressWarnings("unchecked") // a record of the topic's type
  private static <V> void give(
      Simulation simulation, Topic<V> topic, SpecificRecordBase record, Instant got) {
    Simulation unused = simulation.give(topic, (V) record, got);
  }
}
