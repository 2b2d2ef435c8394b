/** Server-sent events: one hub a stream, a bounded queue a client. */
@NullMarked
package dev.gantry.query.live;

import org.jspecify.annotations.NullMarked;
