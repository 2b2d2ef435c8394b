/** {@code gantry topics}: the catalogue of topics beside what the cluster has. */
@NullMarked
package dev.gantry.app.topic;

import org.jspecify.annotations.NullMarked;
