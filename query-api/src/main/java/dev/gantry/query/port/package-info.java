/** What the API needs from whoever starts it. */
@NullMarked
package dev.gantry.query.port;

import org.jspecify.annotations.NullMarked;
