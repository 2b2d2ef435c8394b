package dev.gantry.query.port;

import dev.gantry.schemas.topic.NotWrittenException;
import dev.gantry.schemas.topic.TopicRecord;
import dev.gantry.schemas.topic.TopicWriter.Position;

/** Takes what the API is asked to write. */
@FunctionalInterface
public interface RecordSink {

  /**
   * Writes a record and waits until Kafka has it.
   *
   * @return where it lies
   * @throws NotWrittenException when Kafka did not confirm it
   */
  Position write(TopicRecord<?> record);
}
