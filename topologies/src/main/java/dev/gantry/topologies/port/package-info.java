/** What the topologies need from outside, and offer to it. */
@NullMarked
package dev.gantry.topologies.port;

import org.jspecify.annotations.NullMarked;
