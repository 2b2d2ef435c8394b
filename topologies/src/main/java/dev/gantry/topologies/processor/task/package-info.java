/** Processors of TASKS. */
@NullMarked
package dev.gantry.topologies.processor.task;

import org.jspecify.annotations.NullMarked;
