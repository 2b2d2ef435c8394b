/** When recurring tasks are due, and what becomes of each run. */
@NullMarked
package dev.gantry.domain.schedule;

import org.jspecify.annotations.NullMarked;
