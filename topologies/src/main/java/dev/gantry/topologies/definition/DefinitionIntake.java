package dev.gantry.topologies.definition;

import dev.gantry.schemas.records.Definition;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.serde.InputDecoder;
import dev.gantry.schemas.serde.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes records of the definitions' topics into a view, or says why not. */
final class DefinitionIntake {

  private final DefinitionsView view;
  private final InputDecoder<Definition> decoder;

  DefinitionIntake(DefinitionsView view, SchemaRegistry registry) {
    this.view = view;
    this.decoder = new InputDecoder<>(Definition.class, registry);
  }

  /**
   * Takes one record over; one that had been taken over before changes nothing.
   *
   * @throws MalformedRecordException when it is refused, with the cause for the dead letters
   */
  void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      throw new MalformedRecordException(
          DeadLetterCause.DEFINITION_REJECTED,
          record.topic()
              + ": expected a definition, found a tombstone; a definition ends with a version that"
              + " has deleted set, so that its history stays");
    }
    Definition definition = decoder.decode(record.topic(), record.key(), record.value());
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    if (view.accept(key, definition) instanceof DefinitionsView.Outcome.Rejected rejected) {
      throw new MalformedRecordException(
          DeadLetterCause.DEFINITION_REJECTED, record.topic() + ": " + rejected.reason());
    }
  }
}
