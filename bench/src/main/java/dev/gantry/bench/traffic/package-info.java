/** How many detections a second become tracks and windows, beside a bare consumer and Flink. */
@NullMarked
package dev.gantry.bench.traffic;

import org.jspecify.annotations.NullMarked;
