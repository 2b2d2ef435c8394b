/** How many events a second are taken over HTTP. */
@NullMarked
package dev.gantry.bench.intake;

import org.jspecify.annotations.NullMarked;
