/** What detectors and sensors would report of the simulated city, errors included. */
@NullMarked
package dev.gantry.ingest.city.detect;

import org.jspecify.annotations.NullMarked;
