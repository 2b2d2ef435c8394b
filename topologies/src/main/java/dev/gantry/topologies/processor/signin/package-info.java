/** Thin processors between sign-ins as records and the checks of the domain. */
@NullMarked
package dev.gantry.topologies.processor.signin;

import org.jspecify.annotations.NullMarked;
