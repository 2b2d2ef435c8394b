/** Logs of services that people sign in to, line by line. */
@NullMarked
package dev.gantry.ingest.log;

import org.jspecify.annotations.NullMarked;
