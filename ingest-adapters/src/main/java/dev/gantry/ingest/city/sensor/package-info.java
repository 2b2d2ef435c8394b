/** Sensors of a simulated city: loops in the road, and stations that measure the air. */
@NullMarked
package dev.gantry.ingest.city.sensor;

import org.jspecify.annotations.NullMarked;
