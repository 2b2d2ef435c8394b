/** How well speeds agree with BrnoCompSpeed, by the definition that was published with it. */
@NullMarked
package dev.gantry.bench.speed;

import org.jspecify.annotations.NullMarked;
