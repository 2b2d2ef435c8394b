package dev.gantry.ingest.cloudevents;

import dev.gantry.ingest.EventReader;
import dev.gantry.schemas.registry.SchemaRegistryException;
import dev.gantry.schemas.serde.JsonEvent;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.serde.MalformedRecordException.Fault;
import dev.gantry.schemas.topic.NotWrittenException;
import dev.gantry.schemas.topic.TopicRecord;
import dev.gantry.schemas.topic.TopicWriter;
import dev.gantry.schemas.topic.TopicWriter.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the events of a request: all of them, or none. What is wrong with each is said; they count
 * as taken once Kafka has them. Thread-safe.
 */
final class EventDesk {

  private static final int RETRY_SECONDS = 5;

  private final EventReader reader;
  private final TopicWriter writer;

  EventDesk(EventReader reader, TopicWriter writer) {
    this.reader = reader;
    this.writer = writer;
  }

  /** What was taken. */
  record Taken(List<JsonEvent> events, List<Position> positions) {}

  /**
   * Takes the events.
   *
   * @param topic name of the topic that all are for; empty when each says so itself
   * @throws RefusedException when they can't be taken
   */
  Taken take(HttpMessage message, Optional<String> topic) {
    topic.ifPresent(this::requireTopic);
    List<JsonEvent> events = events(message);
    return new Taken(events, written(records(events, topic)));
  }

  private void requireTopic(String topic) {
    if (!reader.topics().contains(topic)) {
      throw RefusedException.notFound(
          "topic: expected one of %s, found %s"
              .formatted(String.join(", ", reader.topics()), topic));
    }
  }

  private static List<JsonEvent> events(HttpMessage message) {
    try {
      return message.events();
    } catch (MalformedRecordException e) {
      throw RefusedException.invalid(
          e.explanation(),
          e
              .fault()
              .map(
                  fault ->
                      new Violation(
                          0,
                          "",
                          "",
                          fault.field(),
                          fault.found(),
                          fault.expected(),
                          e.explanation()))
              .stream()
              .toList());
    }
  }

  private List<TopicRecord<?>> records(List<JsonEvent> events, Optional<String> topic) {
    List<TopicRecord<?>> records = new ArrayList<>(events.size());
    List<Violation> violations = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      try {
        records.add(reader.read(requireCloudEvent(events.get(i)), topic));
      } catch (MalformedRecordException e) {
        violations.add(Violation.of(i, events.get(i), e));
      }
    }
    if (!violations.isEmpty()) {
      throw RefusedException.invalid(
          "%d of %d events are not valid, and none was taken; event %d: %s"
              .formatted(
                  violations.size(),
                  events.size(),
                  violations.get(0).event(),
                  violations.get(0).explanation()),
          violations);
    }
    return records;
  }

  private static JsonEvent requireCloudEvent(JsonEvent event) {
    if (!event.isCloudEvent()) {
      throw new MalformedRecordException(new Fault("specversion", "1.0", "nothing"));
    }
    return event;
  }

  private List<Position> written(List<TopicRecord<?>> records) {
    try {
      return writer.write(records);
    } catch (NotWrittenException e) {
      String detail = String.valueOf(e.getMessage());
      throw e.isTooLarge()
          ? RefusedException.tooLarge(detail)
          : RefusedException.unavailable(detail, RETRY_SECONDS);
    } catch (SchemaRegistryException e) {
      throw RefusedException.unavailable(String.valueOf(e.getMessage()), RETRY_SECONDS);
    }
  }
}
