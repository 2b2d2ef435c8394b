/** Points, boxes, speeds, and mappings between image and ground. */
@NullMarked
package dev.gantry.domain.geometry;

import org.jspecify.annotations.NullMarked;
