/** What is true of a simulated city, and how well something else has found it out. */
@NullMarked
package dev.gantry.ingest.city.truth;

import org.jspecify.annotations.NullMarked;
