/** What a camera looks at: whether its picture stands still, is covered, or shows another place. */
@NullMarked
package dev.gantry.domain.view;

import org.jspecify.annotations.NullMarked;
