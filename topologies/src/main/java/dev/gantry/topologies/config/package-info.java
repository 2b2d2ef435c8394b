/** Settings of the topologies. */
@NullMarked
package dev.gantry.topologies.config;

import org.jspecify.annotations.NullMarked;
