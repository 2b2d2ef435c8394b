/** Sources of frames and what sends them to Kafka. */
@NullMarked
package dev.gantry.ingest;

import org.jspecify.annotations.NullMarked;
