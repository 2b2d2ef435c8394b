/** The language of rules: what expressions may name, and how they are checked and evaluated. */
@NullMarked
package dev.gantry.topologies.rule;

import org.jspecify.annotations.NullMarked;
