/** How well the simulated city is understood. */
@NullMarked
package dev.gantry.bench.city;

import org.jspecify.annotations.NullMarked;
