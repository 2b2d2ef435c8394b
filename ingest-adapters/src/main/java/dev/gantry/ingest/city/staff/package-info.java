/** The people who work for a simulated city: their tasks, their sign-ins, and who attacks them. */
@NullMarked
package dev.gantry.ingest.city.staff;

import org.jspecify.annotations.NullMarked;
