/** Records to bytes and back: Confluent-framed Avro, and the plain JSON that inputs also take. */
@NullMarked
package dev.gantry.schemas.serde;

import org.jspecify.annotations.NullMarked;
