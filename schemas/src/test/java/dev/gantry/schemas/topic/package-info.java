@NullMarked
package dev.gantry.schemas.topic;

import org.jspecify.annotations.NullMarked;
