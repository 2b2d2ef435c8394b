/**
 * One process of Gantry on a cluster: definitions, topologies and the API, started and stopped
 * together.
 */
@NullMarked
package dev.gantry.app.process;

import org.jspecify.annotations.NullMarked;
