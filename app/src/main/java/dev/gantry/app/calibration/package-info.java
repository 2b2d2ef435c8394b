/** {@code gantry calibrate}: checks a calibration and draws it over a frame. */
@NullMarked
package dev.gantry.app.calibration;

import org.jspecify.annotations.NullMarked;
