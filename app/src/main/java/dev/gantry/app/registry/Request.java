package dev.gantry.app.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request, read whole.
 *
 * @param path decoded segments; an encoded slash stays inside its segment
 * @param body an empty object when there was none
 */
record Request(String method, List<String> path, Map<String, String> query, JsonNode body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST_BODY = 4 << 20;
  private static final Set<String> JSON_TYPES =
      Set.of(
          "application/vnd.schemaregistry.v1+json",
          "application/vnd.schemaregistry+json",
          "application/json",
          "application/octet-stream");

  static Request read(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    refuseForeignPages(exchange);
    if (bytes.length > LARGEST_BODY) {
      throw RegistryException.of(413, "The body is larger than " + LARGEST_BODY + " bytes");
    }
    URI uri = exchange.getRequestURI();
    return new Request(
        exchange.getRequestMethod(),
        segments(uri),
        query(uri),
        bytes.length == 0 ? JSON.createObjectNode() : json(exchange, bytes));
  }

  /** Whether a query parameter is set to true. */
  boolean flag(String name) {
    return Boolean.parseBoolean(query.getOrDefault(name, "false"));
  }

  /** The text of a field of the body, null when absent. */
  @Nullable String text(String field) {
    JsonNode value = body.get(field);
    return value == null || value.isNull() ? null : value.asText();
  }

  /**
   * A page in a browser may neither reach this server under a name of its own (rebinding) nor send
   * to it from elsewhere.
   */
  private static void refuseForeignPages(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    String name = host == null ? "" : host.replaceFirst(":\\d+$", "");
    boolean local = name.equals("127.0.0.1") || name.equals("localhost") || name.equals("[::1]");
    if (!local || exchange.getRequestHeaders().containsKey("Origin")) {
      throw RegistryException.of(403, "Only programs on this machine are served");
    }
  }

  private static JsonNode json(HttpExchange exchange, byte[] bytes) throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    String plain = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!JSON_TYPES.contains(plain)) {
      throw RegistryException.of(415, "HTTP 415 Unsupported Media Type");
    }
    try {
      JsonNode body = JSON.readTree(bytes);
      if (body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException e) {
      throw RegistryException.of(400, "The body is not JSON: " + e.getOriginalMessage());
    }
    throw RegistryException.of(400, "The body is not a JSON object");
  }

  private static List<String> segments(URI uri) {
    List<String> segments = new ArrayList<>();
    for (String segment : uri.getRawPath().split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(decode(segment.replace("+", "%2B")));
      }
    }
    return segments;
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&", -1)) {
        String[] parts = pair.split("=", 2);
        query.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
      }
    }
    return query;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw RegistryException.of(400, "Not a valid escape in the address: " + text);
    }
  }
}
