/** The life of a task: pure values and functions. */
@NullMarked
package dev.gantry.domain.task;

import org.jspecify.annotations.NullMarked;
