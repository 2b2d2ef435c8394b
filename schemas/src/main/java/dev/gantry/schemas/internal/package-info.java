/** What must be public for generated code, and is not for others to use. */
@NullMarked
package dev.gantry.schemas.internal;

import org.jspecify.annotations.NullMarked;
