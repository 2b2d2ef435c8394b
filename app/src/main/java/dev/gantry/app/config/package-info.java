/**
 * The configuration of {@code gantry run}: {@link dev.gantry.app.config.GantryConfig} is what it
 * says, {@link dev.gantry.app.config.ConfigLoader} reads it from a file and the environment, {@link
 * dev.gantry.app.config.ConfigReference} writes its page of the documentation.
 */
@NullMarked
package dev.gantry.app.config;

import org.jspecify.annotations.NullMarked;
