/** The topologies, one a file. */
@NullMarked
package dev.gantry.topologies.topology;

import org.jspecify.annotations.NullMarked;
