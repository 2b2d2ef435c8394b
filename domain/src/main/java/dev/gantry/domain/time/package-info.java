/** Event time as records carry it. */
@NullMarked
package dev.gantry.domain.time;

import org.jspecify.annotations.NullMarked;
