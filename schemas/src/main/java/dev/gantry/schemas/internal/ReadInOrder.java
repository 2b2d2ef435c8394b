package dev.gantry.schemas.internal;

import java.io.IOException;
import org.apache.avro.io.Decoder;

/**
 * A generated record that reads its fields one after the other as its own schema has them. Avro's
 * generated code does the same, but only through a decoder that holds each field against the
 * writer's schema, although writers have the same one as a rule. The build gives every record this
 * second entrance.
 */
public interface ReadInOrder {

  /**
   * Reads all fields.
   *
   * @param in positioned at a record written with the same fields in the same order
   */
  void customDecode(Decoder in) throws IOException;
}
