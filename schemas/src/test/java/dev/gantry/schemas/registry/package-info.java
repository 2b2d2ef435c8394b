@NullMarked
package dev.gantry.schemas.registry;

import org.jspecify.annotations.NullMarked;
