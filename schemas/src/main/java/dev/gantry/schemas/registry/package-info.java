/** Where schemas are kept by id: the Confluent Schema Registry REST API, and a copy in memory. */
@NullMarked
package dev.gantry.schemas.registry;

import org.jspecify.annotations.NullMarked;
