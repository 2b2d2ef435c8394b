/** Hashes that ids are derived from. */
@NullMarked
package dev.gantry.domain.hash;

import org.jspecify.annotations.NullMarked;
