/** Pixels to encoded images. */
@NullMarked
package dev.gantry.ingest.image;

import org.jspecify.annotations.NullMarked;
