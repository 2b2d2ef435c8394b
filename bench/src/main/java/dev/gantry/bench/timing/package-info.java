/** Sending on schedule, and how long results take from when their records were due. */
@NullMarked
package dev.gantry.bench.timing;

import org.jspecify.annotations.NullMarked;
