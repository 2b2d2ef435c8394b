/**
 * What matches of several predicates come to together, in event time: pure values and functions.
 */
@NullMarked
package dev.gantry.domain.correlation;

import org.jspecify.annotations.NullMarked;
