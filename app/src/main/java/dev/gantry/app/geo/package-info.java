/** Where network addresses are. */
@NullMarked
package dev.gantry.app.geo;

import org.jspecify.annotations.NullMarked;
