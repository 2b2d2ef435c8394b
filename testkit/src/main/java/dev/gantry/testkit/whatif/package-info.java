/** What other rules would have said about what was recorded. */
@NullMarked
package dev.gantry.testkit.whatif;

import org.jspecify.annotations.NullMarked;
