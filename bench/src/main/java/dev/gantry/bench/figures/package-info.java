/** Figures of several rounds as one. */
@NullMarked
package dev.gantry.bench.figures;

import org.jspecify.annotations.NullMarked;
