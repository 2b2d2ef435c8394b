/** The cameras of the simulated city: where they hang and what they see. */
@NullMarked
package dev.gantry.ingest.city.camera;

import org.jspecify.annotations.NullMarked;
