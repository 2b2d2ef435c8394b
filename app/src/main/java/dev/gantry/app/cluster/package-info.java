/** A real Apache Kafka broker and a schema registry inside this process, on loopback. */
@NullMarked
package dev.gantry.app.cluster;

import org.jspecify.annotations.NullMarked;
