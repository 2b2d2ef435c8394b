package dev.gantry.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.domain.time.Micros;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills in what a record that somebody makes up need not say: when it happened, and of what the
 * topologies derive, the fields that every such record has. A window may say how long it is, as
 * {@code window_s}, in place of its start. Not thread-safe.
 */
final class RecordFilling {

  private static final List<String> TIMES =
      List.of(
          "occurred_at_us",
          "occurred_at",
          "captured_at_us",
          "captured_at",
          "window_end_us",
          "window_end",
          "timestamp",
          "time");

  /** Length of a window whose start is left out. */
  private static final long WINDOW_US = 60_000_000;

  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, Long> trackStarts = new HashMap<>();

  /** The record with what was left out; the one given is not changed. */
  ObjectNode fill(String stream, ObjectNode given, Instant at) {
    ObjectNode record = given.deepCopy();
    if (record.has("specversion")) {
      return withTime(record, "time", at);
    }
    if (record.has("event_type")) {
      return withTime(record, "timestamp", at);
    }
    long us = Micros.of(at);
    return switch (stream) {
      case "vehicle-detections" -> detections(withTime(record, "captured_at_us", us));
      case "vehicle-tracks" -> track(withTime(record, "captured_at_us", us), us);
      case "segment-speeds" -> window(withTime(record, "window_end_us", us), us);
      case "signin-findings" -> finding(withTime(record, "occurred_at_us", us), us);
      case "anomalies" -> anomaly(withTime(record, "occurred_at_us", us), us);
      default -> withTime(record, "occurred_at_us", us);
    };
  }

  private static ObjectNode withTime(ObjectNode record, String name, Instant at) {
    if (TIMES.stream().noneMatch(record::has)) {
      record.put(name, at.toString());
    }
    return record;
  }

  private static ObjectNode withTime(ObjectNode record, String name, long us) {
    if (TIMES.stream().noneMatch(record::has)) {
      record.put(name, us);
    }
    return record;
  }

  private ObjectNode detections(ObjectNode record) {
    put(record, "stream_epoch", 1);
    put(record, "frame_seq", next("detections of " + text(record, "camera_id")));
    put(record, "width", 1280);
    put(record, "height", 720);
    return record;
  }

  private ObjectNode track(ObjectNode record, long us) {
    put(record, "stream_epoch", 1);
    String id = text(record, "track_id");
    if (id.isEmpty() && !text(record, "camera_id").isEmpty()) {
      id = text(record, "camera_id") + "-1-0-0";
      record.put("track_id", id);
    }
    put(record, "frame_seq", next("track " + id));
    put(record, "started_at_us", trackStarts.computeIfAbsent(id, each -> us));
    put(record, "hits", 3);
    if (!record.has("score")) {
      record.put("score", 0.9);
    }
    put(record, "width", 40);
    put(record, "height", 30);
    for (String known : List.of("speed_known", "calibrated")) {
      if (record.has("speed_mps") && !record.has(known)) {
        record.put(known, true);
      }
    }
    return record;
  }

  private ObjectNode window(ObjectNode record, long us) {
    if (record.path("window_s").isNumber()) {
      put(record, "window_start_us", us - Math.round(record.path("window_s").asDouble() * 1e6));
      record.remove("window_s");
    } else if (!record.has("window_start")) {
      put(record, "window_start_us", us - WINDOW_US);
    }
    if (!record.has("state")) {
      record.put("state", "FINAL");
    }
    put(record, "revision", 1);
    return record;
  }

  private static ObjectNode finding(ObjectNode record, long us) {
    if (!record.has("subject")) {
      String principal = text(record, "principal");
      record.put("subject", principal.isEmpty() ? text(record, "source_address") : principal);
    }
    if (!record.has("finding_id")) {
      record.put("finding_id", text(record, "type") + ":" + text(record, "subject") + "@" + us);
    }
    if (!record.has("started_at")) {
      put(record, "started_at_us", us);
    }
    return record;
  }

  private static ObjectNode anomaly(ObjectNode record, long us) {
    if (!record.has("anomaly_id")) {
      record.put("anomaly_id", text(record, "series_id") + "@" + us);
    }
    return record;
  }

  private long next(String what) {
    return sequences.merge(what, 1L, Long::sum) - 1;
  }

  private static void put(ObjectNode record, String name, long value) {
    if (!record.has(name)) {
      record.put(name, value);
    }
  }

  private static String text(ObjectNode record, String name) {
    return record.path(name).asText("");
  }
}
