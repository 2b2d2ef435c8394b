/** What an operator states about a camera: calibration, segments, zones, lines. */
@NullMarked
package dev.gantry.domain.camera;

import org.jspecify.annotations.NullMarked;
