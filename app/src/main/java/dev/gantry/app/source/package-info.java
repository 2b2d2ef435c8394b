/** Sources of frames, run side by side. */
@NullMarked
package dev.gantry.app.source;

import org.jspecify.annotations.NullMarked;
