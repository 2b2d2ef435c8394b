/** Who moves on the streets of the simulated city, and how: people, drivers, their mistakes. */
@NullMarked
package dev.gantry.ingest.city.traffic;

import org.jspecify.annotations.NullMarked;
