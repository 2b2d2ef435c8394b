/** Commands that check and try rules without a broker. */
@NullMarked
package dev.gantry.app.rules;

import org.jspecify.annotations.NullMarked;
