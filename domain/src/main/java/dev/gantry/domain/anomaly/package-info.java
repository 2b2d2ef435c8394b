/** How unusual the readings of a series are: streaming, one pass, bounded memory. */
@NullMarked
package dev.gantry.domain.anomaly;

import org.jspecify.annotations.NullMarked;
