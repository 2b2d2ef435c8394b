@NullMarked
package dev.gantry.schemas.internal;

import org.jspecify.annotations.NullMarked;
