/** Processors that several topologies share. */
@NullMarked
package dev.gantry.topologies.processor;

import org.jspecify.annotations.NullMarked;
