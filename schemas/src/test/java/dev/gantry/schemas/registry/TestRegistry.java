package dev.gantry.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * As much of a schema registry over HTTP as clients need: registration, lookup by schema, by id and
 * by version. Answers can be put in front, to play a registry in trouble.
 */
public final class TestRegistry implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<ObjectNode> schemas = new ArrayList<>();
  private final Queue<Answer> queued = new ArrayDeque<>();

  /** Requests so far: method, path and query, and the Authorization header after a space. */
  public final List<String> requests = new CopyOnWriteArrayList<>();

  private TestRegistry(HttpServer server) {
    this.server = server;
  }

  /** Starts one on a free port. */
  public static TestRegistry start() throws IOException {
    return start(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  static TestRegistry start(HttpServer server) {
    TestRegistry registry = new TestRegistry(server);
    server.createContext("/", registry::handle);
    server.start();
    return registry;
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Answers the next request so, whatever it is. */
  synchronized TestRegistry answerNext(int status, String body) {
    queued.add(new Answer(status, body));
    return this;
  }

  /** Adds a schema as the registry would show it; its id. */
  synchronized int add(String json) throws IOException {
    schemas.add((ObjectNode) JSON.readTree(json));
    return schemas.size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String path = exchange.getRequestURI().getRawPath();
    requests.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI().getRawPath()
            + (authorization == null ? "" : " " + authorization));
    String body;
    try (InputStream in = exchange.getRequestBody()) {
      body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Answer answer = answer(path, body);
    byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(answer.status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized Answer answer(String path, String body) throws IOException {
    Answer next = queued.poll();
    if (next != null) {
      return next;
    }
    String[] parts = path.substring(1).split("/", -1);
    if (path.startsWith("/schemas/ids/")) {
      return show(Integer.parseInt(parts[2]), 40403);
    }
    if (path.startsWith("/subjects/") && parts.length == 4) {
      return show(Integer.parseInt(parts[3]), 40402);
    }
    return register(JSON.readTree(body), parts.length == 2);
  }

  private Answer show(int id, int errorCode) {
    if (id < 1 || id > schemas.size()) {
      return new Answer(404, "{\"error_code\":" + errorCode + ",\"message\":\"not found\"}");
    }
    return new Answer(200, schemas.get(id - 1).toString());
  }

  private Answer register(JsonNode given, boolean onlyLookUp) {
    String schema = given.path("schema").asText();
    int id = 0;
    for (int i = 0; i < schemas.size(); i++) {
      if (schemas.get(i).path("schema").asText().equals(schema)) {
        id = i + 1;
      }
    }
    if (id == 0 && onlyLookUp) {
      return new Answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
    }
    if (id == 0) {
      schemas.add(JSON.createObjectNode().put("schema", schema));
      id = schemas.size();
    }
    ObjectNode answer = JSON.createObjectNode().put("id", id);
    // Clients of before 2021 refuse names they do not know.
    return new Answer(200, (onlyLookUp ? answer.put("schema", schema) : answer).toString());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private record Answer(int status, String body) {}
}
