/** What the packages of the application share with its commands and with other modules. */
@NullMarked
package dev.gantry.app;

import org.jspecify.annotations.NullMarked;
