/** What is wrong with sign-ins: guessed passwords, stolen ones, and accounts that change hands. */
@NullMarked
package dev.gantry.domain.signin;

import org.jspecify.annotations.NullMarked;
