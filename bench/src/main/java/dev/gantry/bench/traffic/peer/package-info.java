/** The job of TRACKING and TRAFFIC with the same domain functions, on Apache Flink. */
@NullMarked
package dev.gantry.bench.traffic.peer;

import org.jspecify.annotations.NullMarked;
