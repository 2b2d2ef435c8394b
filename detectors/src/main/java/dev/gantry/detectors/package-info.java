/** Finds objects in camera frames: by motion, or with a model run through DJL. */
@NullMarked
package dev.gantry.detectors;

import org.jspecify.annotations.NullMarked;
