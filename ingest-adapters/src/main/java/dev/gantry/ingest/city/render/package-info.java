/**
 * What the cameras of the simulated city see: its streets, buildings and whoever moves in them,
 * rendered in perspective by day and night, in rain and against the sun.
 */
@NullMarked
package dev.gantry.ingest.city.render;

import org.jspecify.annotations.NullMarked;
