/** A small rendered road with known truth: what the demo shows when it is given no video. */
@NullMarked
package dev.gantry.ingest.scene;

import org.jspecify.annotations.NullMarked;
