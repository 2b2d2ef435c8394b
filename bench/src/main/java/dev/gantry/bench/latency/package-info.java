/** How long a detection takes to become an alert. */
@NullMarked
package dev.gantry.bench.latency;

import org.jspecify.annotations.NullMarked;
