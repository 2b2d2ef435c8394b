/** Every topic of the product: its name, types and settings, in one place. */
@NullMarked
package dev.gantry.schemas.topic;

import org.jspecify.annotations.NullMarked;
