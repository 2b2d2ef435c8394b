/** Definitions as files: reading them from a directory. */
@NullMarked
package dev.gantry.app.definition;

import org.jspecify.annotations.NullMarked;
