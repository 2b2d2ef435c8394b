/** Frames with tracks drawn on them. */
@NullMarked
package dev.gantry.query.image;

import org.jspecify.annotations.NullMarked;
