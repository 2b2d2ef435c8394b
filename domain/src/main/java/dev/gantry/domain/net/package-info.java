/** Names of machines. */
@NullMarked
package dev.gantry.domain.net;

import org.jspecify.annotations.NullMarked;
