/** State as it is stored between two records. */
@NullMarked
package dev.gantry.domain.state;

import org.jspecify.annotations.NullMarked;
