/** Runs topologies on a cluster: the only package that starts Kafka Streams. */
@NullMarked
package dev.gantry.topologies.runtime;

import org.jspecify.annotations.NullMarked;
