package dev.gantry.query;

import dev.gantry.query.port.HealthProbe;
import dev.gantry.query.port.RecordSink;
import dev.gantry.query.view.ViewConsumers;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.port.Definitions;
import dev.gantry.topologies.port.RuleFailures;
import dev.gantry.topologies.port.StoreQueries;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the API stands on. It closes none of these.
 *
 * @param stores reads of this instance's stores
 * @param definitions the operator's definitions
 * @param topics where committed records are read
 * @param registry schemas of records that others wrote
 * @param consumers makes consumers; {@link ViewConsumers#of} for those of a cluster
 * @param sink takes what is written
 * @param health how the things around it are doing
 * @param ruleFailures rules that had no answer for records, of this instance
 * @param clock wall clock
 */
public record QueryApiPorts(
    StoreQueries stores,
    Definitions definitions,
    TopicCatalogue topics,
    SchemaRegistry registry,
    ViewConsumers consumers,
    RecordSink sink,
    HealthProbe health,
    Supplier<List<RuleFailures.Failed>> ruleFailures,
    Clock clock) {}
