package dev.gantry.ingest.cloudevents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.schemas.serde.JsonEvent;
import dev.gantry.schemas.topic.TopicWriter.Position;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes answers as JSON, and refusals as RFC 9457 has them. */
final class Replies {

  private static final String PROBLEM = "application/problem+json";

  private Replies() {}

  /** All events are in Kafka. */
  static void taken(Context ctx, List<JsonEvent> events, List<Position> positions) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("taken", events.size());
    ArrayNode all = answer.putArray("events");
    for (int i = 0; i < events.size(); i++) {
      Position position = positions.get(i);
      ObjectNode event = all.addObject();
      event.put("id", events.get(i).text("id").orElse(""));
      event.put("source", events.get(i).text("source").orElse(""));
      event.put("topic", position.topic());
      event.put("partition", position.partition());
      event.put("offset", position.offset());
    }
    ctx.contentType("application/json").result(bytes(answer));
  }

  /** Nothing counts as taken. */
  static void refused(Context ctx, RefusedException why) {
    if (why.retrySeconds() > 0) {
      ctx.header("Retry-After", Integer.toString(why.retrySeconds()));
    }
    ObjectNode problem = problem(ctx, why.status(), why.kind(), why.title(), why.detail());
    ArrayNode errors = problem.putArray("errors");
    for (Violation violation : why.violations()) {
      ObjectNode error = errors.addObject();
      error.put("event", violation.event());
      error.put("id", violation.id());
      error.put("source", violation.source());
      error.put("field", violation.field());
      error.put("value", violation.value());
      error.put("expected", violation.expected());
      error.put("detail", violation.explanation());
    }
    send(ctx, why.status(), problem);
  }

  /** Any other failure. */
  static void failed(Context ctx, int status, String kind, String title, String detail) {
    send(ctx, status, problem(ctx, status, kind, title, detail));
  }

  private static ObjectNode problem(
      Context ctx, int status, String kind, String title, String detail) {
    ObjectNode problem = JsonNodeFactory.instance.objectNode();
    problem.put("type", "urn:gantry:problem:" + kind);
    problem.put("title", title);
    problem.put("status", status);
    problem.put("detail", detail);
    problem.put("instance", ctx.path());
    return problem;
  }

  private static void send(Context ctx, int status, ObjectNode problem) {
    ctx.status(status).contentType(PROBLEM).result(bytes(problem));
  }

  private static byte[] bytes(ObjectNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }
}
