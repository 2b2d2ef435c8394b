/** Objects over time: association, motion, speed over ground. */
@NullMarked
package dev.gantry.domain.tracking;

import org.jspecify.annotations.NullMarked;
