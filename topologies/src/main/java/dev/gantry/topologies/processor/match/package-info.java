/** Processors of MATCH: rules evaluated on records. */
@NullMarked
package dev.gantry.topologies.processor.match;

import org.jspecify.annotations.NullMarked;
