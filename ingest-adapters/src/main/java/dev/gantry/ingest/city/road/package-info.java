/** The streets of the simulated city: links, junctions, signals and the ways between lanes. */
@NullMarked
package dev.gantry.ingest.city.road;

import org.jspecify.annotations.NullMarked;
