/** Other Java processes that this one starts, and does things to. */
@NullMarked
package dev.gantry.app.jvm;

import org.jspecify.annotations.NullMarked;
