@NullMarked
package dev.gantry.schemas.serde;

import org.jspecify.annotations.NullMarked;
