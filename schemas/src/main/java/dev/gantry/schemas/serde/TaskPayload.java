package dev.gantry.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What is said of a task by names of one's own, and among it the one name that is acted upon: when
 * the task is due. Null or nothing for it takes the due time away; null for any other name says
 * nothing.
 */
final class TaskPayload {

  /** Name of the map in records of tasks. */
  static final String MAP = "payload";

  private static final String DUE_AT = "due_at";

  private TaskPayload() {}

  /** Whether an entry says something of a task. */
  static boolean saysSomething(Map.Entry<String, JsonNode> entry) {
    return !entry.getValue().isNull() || entry.getKey().equals(DUE_AT);
  }

  /** Refuses too many names, and a due time that is no time. */
  static void check(Map<String, String> payload) {
    TextLimits.requireNames(MAP, payload, TextLimits.PAYLOAD_NAMES);
    String dueAt = payload.getOrDefault(DUE_AT, "");
    if (!dueAt.isEmpty()) {
      String field = MAP + "." + DUE_AT;
      Check.eventTime(field, Times.micros(field, dueAt));
    }
  }
}
