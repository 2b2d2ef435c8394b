/** A simulated city with known truth. */
@NullMarked
package dev.gantry.ingest.city;

import org.jspecify.annotations.NullMarked;
