/** The operator's definitions: read from YAML, kept with their history, published. */
@NullMarked
package dev.gantry.topologies.definition;

import org.jspecify.annotations.NullMarked;
