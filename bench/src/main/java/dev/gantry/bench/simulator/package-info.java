/** How fast the simulated city is made. */
@NullMarked
package dev.gantry.bench.simulator;

import org.jspecify.annotations.NullMarked;
