/** {@code gantry bench anomaly}: the anomaly detector on the Numenta Anomaly Benchmark. */
@NullMarked
package dev.gantry.bench.anomaly;

import org.jspecify.annotations.NullMarked;
