/** How well a city was understood, by its truth. */
@NullMarked
package dev.gantry.app.score;

import org.jspecify.annotations.NullMarked;
