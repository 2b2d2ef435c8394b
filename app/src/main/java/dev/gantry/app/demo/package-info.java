/** What {@code gantry demo} starts, shows and sums up. */
@NullMarked
package dev.gantry.app.demo;

import org.jspecify.annotations.NullMarked;
