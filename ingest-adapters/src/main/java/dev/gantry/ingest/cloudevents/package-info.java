/** Takes CloudEvents over HTTP. */
@NullMarked
package dev.gantry.ingest.cloudevents;

import org.jspecify.annotations.NullMarked;
