/**
 * A schema registry inside this process, speaking the REST interface of Confluent's for Avro:
 * {@link dev.gantry.app.registry.RegistryServer} answers requests, {@link
 * dev.gantry.app.registry.SubjectStore} decides, {@link dev.gantry.app.registry.Journal} remembers.
 */
@NullMarked
package dev.gantry.app.registry;

import org.jspecify.annotations.NullMarked;
