@NullMarked
package dev.gantry.app.topic;

import org.jspecify.annotations.NullMarked;
