/** How well and how fast objects are tracked, on public data, by published measures. */
@NullMarked
package dev.gantry.bench.tracking;

import org.jspecify.annotations.NullMarked;
