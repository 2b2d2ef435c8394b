package dev.gantry.query.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a route answers with when all is well.
 *
 * @param contentType media type
 * @param type record behind the JSON, or behind the data of an event; {@code Void} for bytes
 * @param statuses status codes it may come with
 * @param description what it is
 */
record Answer(String contentType, Class<?> type, List<Integer> statuses, String description) {

  static final String JSON = "application/json";
  static final String EVENTS = "text/event-stream";
  static final String JPEG = "image/jpeg";

  Answer {
    statuses = List.copyOf(statuses);
  }

  static Answer json(Class<? extends Record> type, String description) {
    return new Answer(JSON, type, List.of(200), description);
  }

  static Answer json(
      Class<? extends Record> type, String description, int status, int otherStatus) {
    return new Answer(JSON, type, List.of(status, otherStatus), description);
  }

  static Answer events(Class<? extends Record> type, String description) {
    return new Answer(EVENTS, type, List.of(200), description);
  }

  static Answer document(String description) {
    return new Answer(JSON, ObjectNode.class, List.of(200), description);
  }

  static Answer jpeg(String description) {
    return new Answer(JPEG, Void.class, List.of(200), description);
  }

  boolean isEvents() {
    return contentType.equals(EVENTS);
  }
}
