/** Traffic on road segments: panes of event time per camera, and windows merged from them. */
@NullMarked
package dev.gantry.domain.traffic;

import org.jspecify.annotations.NullMarked;
