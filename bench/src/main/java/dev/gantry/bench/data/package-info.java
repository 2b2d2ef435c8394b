/** Folders with public data, as arguments of benchmarks. */
@NullMarked
package dev.gantry.bench.data;

import org.jspecify.annotations.NullMarked;
