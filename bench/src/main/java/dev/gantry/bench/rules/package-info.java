/**
 * What rules cost: their evaluation, how many events a second pass them, how soon an alert comes.
 */
@NullMarked
package dev.gantry.bench.rules;

import org.jspecify.annotations.NullMarked;
