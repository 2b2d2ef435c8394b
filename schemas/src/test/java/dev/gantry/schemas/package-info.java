@NullMarked
package dev.gantry.schemas;

import org.jspecify.annotations.NullMarked;
