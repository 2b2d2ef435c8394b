/** What tests of topologies are written with. */
@NullMarked
package dev.gantry.topologies.testing;

import org.jspecify.annotations.NullMarked;
