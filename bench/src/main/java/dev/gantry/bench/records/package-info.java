/** Data of benchmarks as records, for the production topologies. */
@NullMarked
package dev.gantry.bench.records;

import org.jspecify.annotations.NullMarked;
