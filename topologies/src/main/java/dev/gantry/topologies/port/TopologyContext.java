package dev.gantry.topologies.port;

import dev.gantry.domain.detection.DetectorFactory;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.config.TopologiesConfig;

/**
 * What a topology is built from. Building one starts nothing and touches no network.
 *
 * @param topics topics it reads and writes
 * @param registry where schemas of what it reads are looked up
 * @param definitions cameras, rules and models by event time
 * @param partitions partitions of the topics it reads
 * @param detectors makes detectors
 * @param places says where addresses are
 * @param counters counts its records
 * @param config settings
 */
public record TopologyContext(
    TopicCatalogue topics,
    SchemaRegistry registry,
    Definitions definitions,
    PartitionCounts partitions,
    DetectorFactory detectors,
    GeoLocator places,
    RoleCounters counters,
    TopologiesConfig config) {}
