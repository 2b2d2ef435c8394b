package dev.gantry.schemas.registry;

import org.apache.avro.Schema;

/**
 * Keeps schemas by id, as a Confluent Schema Registry does. Implementations are thread-safe and
 * remember what they have learnt: an id never changes its schema.
 */
public interface SchemaRegistry {

  /**
   * Makes sure that a schema is registered.
   *
   * @param subject subject to register under, {@code <topic>-value} for values
   * @param schema schema of the records to come
   * @return id of the schema, 0 or more; the same schema has the same id under every subject
   * @throws SchemaRegistryException when the registry cannot be reached or refuses the schema
   */
  int register(String subject, Schema schema);

  /**
   * Finds a schema.
   *
   * @param id id from a record
   * @return the schema as its writer registered it
   * @throws SchemaRegistryException of kind {@code NOT_FOUND} when the registry knows no such id,
   *     {@code NOT_AVRO} when it is of another format, and of another kind when the registry does
   *     not say: then the same call may succeed later
   */
  Schema schemaById(int id);
}
