/** The bench command: what Gantry measures about itself. */
@NullMarked
package dev.gantry.bench;

import org.jspecify.annotations.NullMarked;
