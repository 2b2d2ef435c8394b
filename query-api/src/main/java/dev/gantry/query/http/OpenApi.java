package dev.gantry.query.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.query.resource.Json;
import java.util.List;
import java.util.Map;

/** Writes the OpenAPI 3.1 document of a list of routes. */
final class OpenApi {

  private static final Map<Integer, String> FAILURES =
      Map.of(
          400,
              "A parameter or a field is not valid: the errors name it, its value, what was"
                  + " expected.",
          404, "There is no such thing.",
          503, "It can't be answered now: try again after the time in Retry-After.");

  private final SchemaWriter writer = new SchemaWriter();

  private OpenApi() {}

  /** The document. */
  static ObjectNode document(List<Route> routes) {
    return new OpenApi().write(routes);
  }

  private ObjectNode write(List<Route> routes) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("openapi", "3.1.1");
    ObjectNode info = document.putObject("info");
    info.put("title", "Gantry");
    info.put("version", "1");
    info.put(
        "description",
        "Cameras, tracks, speeds and alerts, live. Times are RFC 3339 in UTC with microseconds,"
            + " speeds km/h, boxes pixels from the top left. Answers marked provisional come from"
            + " stores before their transaction is committed; all others are final.");
    info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
    document.putArray("servers").addObject().put("url", "/");
    document.putArray("security");
    ObjectNode paths = document.putObject("paths");
    for (Route route : routes) {
      String method = route.body() == null ? "get" : "post";
      ObjectNode path =
          paths.get(route.path()) instanceof ObjectNode known
              ? known
              : paths.putObject(route.path());
      path.set(method, operation(route));
    }
    document.putObject("components").set("schemas", writer.schemas());
    return document;
  }

  private ObjectNode operation(Route route) {
    ObjectNode operation = JsonNodeFactory.instance.objectNode();
    operation.put("operationId", route.operation());
    operation.putArray("tags").add(route.tag());
    operation.put("summary", route.summary());
    ArrayNode parameters = operation.putArray("parameters");
    route.params().forEach(param -> parameter(parameters.addObject(), param));
    if (route.body() != null) {
      ObjectNode body = operation.putObject("requestBody");
      body.put("required", writer.needsSomething(route.body()));
      ObjectNode content = body.putObject("content").putObject(Answer.JSON);
      content.set("schema", writer.request(route.body()));
      content.set("example", writer.example(route.body()));
    }
    ObjectNode responses = operation.putObject("responses");
    for (int status : route.answer().statuses()) {
      answer(responses.putObject(Integer.toString(status)), route.answer());
    }
    for (int status : route.failures()) {
      failure(responses.putObject(Integer.toString(status)), status);
    }
    failure(responses.putObject("default"), 0);
    return operation;
  }

  private void parameter(ObjectNode node, Param<?> param) {
    node.put("name", param.name());
    node.put("in", Json.name(param.in()));
    node.put("required", param.in() == Param.In.PATH);
    node.put("description", param.description());
    node.set("schema", Json.tree(Json.write(param.schema())));
    node.putPOJO("example", param.example());
  }

  private void answer(ObjectNode node, Answer answer) {
    node.put("description", answer.description());
    ObjectNode content = node.putObject("content").putObject(answer.contentType());
    if (answer.isEvents()) {
      // OpenAPI 3.1 has no schema for events: the text is described, and the data of an event shown
      content.putObject("schema").put("type", "string");
      String data = writer.example(answer.type()).toString();
      content.put("example", "id: 1-42\nevent: name\ndata: " + data + "\n\n");
      content.set("x-event-data", writer.reference(answer.type()));
    } else if (answer.type() == Void.class) {
      content.putObject("schema").put("type", "string").put("format", "binary");
    } else if (answer.type() == ObjectNode.class) {
      content.putObject("schema").put("type", "object");
    } else {
      content.set("schema", writer.reference(answer.type()));
      content.set("example", writer.example(answer.type()));
    }
  }

  private void failure(ObjectNode node, int status) {
    node.put("description", FAILURES.getOrDefault(status, "Any other problem."));
    if (status == 503) {
      ObjectNode retry = node.putObject("headers").putObject("Retry-After");
      retry.put("description", "Seconds to wait.");
      retry.putObject("schema").put("type", "integer");
    }
    ObjectNode content = node.putObject("content").putObject(Problem.CONTENT_TYPE);
    content.set("schema", writer.reference(Problem.class));
    if (status == 400) {
      content.set("example", writer.example(Problem.class));
    }
  }
}
