/** Objects in single frames, and the port to what finds them. */
@NullMarked
package dev.gantry.domain.detection;

import org.jspecify.annotations.NullMarked;
