/** The command line: one class a command, thin over what it starts. */
@NullMarked
package dev.gantry.app.command;

import org.jspecify.annotations.NullMarked;
