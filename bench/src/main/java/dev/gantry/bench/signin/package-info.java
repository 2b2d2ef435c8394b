/** How well attacks are found in logs of sign-ins. */
@NullMarked
package dev.gantry.bench.signin;

import org.jspecify.annotations.NullMarked;
