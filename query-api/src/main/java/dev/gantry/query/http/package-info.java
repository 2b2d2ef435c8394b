/** Routes, their documentation, and how they answer. */
@NullMarked
package dev.gantry.query.http;

import org.jspecify.annotations.NullMarked;
