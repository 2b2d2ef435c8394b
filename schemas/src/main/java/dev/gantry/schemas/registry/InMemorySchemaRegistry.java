package dev.gantry.schemas.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * A registry in memory, for tests and for running topologies without a broker. Ids count from 1 in
 * the order of registration.
 */
public final class InMemorySchemaRegistry implements SchemaRegistry {

  private final List<Schema> schemas = new ArrayList<>();
  private final Map<Schema, Integer> ids = new HashMap<>();

  /** An empty registry. */
  public InMemorySchemaRegistry() {}

  @Override
  public synchronized int register(String subject, Schema schema) {
    return ids.computeIfAbsent(
        schema,
        added -> {
          schemas.add(added);
          return schemas.size();
        });
  }

  @Override
  public synchronized Schema schemaById(int id) {
    if (id < 1 || id > schemas.size()) {
      throw new SchemaRegistryException(
          SchemaRegistryException.Kind.NOT_FOUND,
          "schema id " + id + ": expected one of 1 to " + schemas.size() + ", none registered",
          null);
    }
    return schemas.get(id - 1);
  }
}
