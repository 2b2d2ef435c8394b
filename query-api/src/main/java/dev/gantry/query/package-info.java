/** The HTTP API over what the topologies hold and write. */
@NullMarked
package dev.gantry.query;

import org.jspecify.annotations.NullMarked;
