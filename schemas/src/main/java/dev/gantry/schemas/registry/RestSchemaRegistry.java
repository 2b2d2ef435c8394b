package dev.gantry.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.schemas.registry.SchemaRegistryException.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A client of the Confluent Schema Registry REST API, which Karapace, Apicurio and Redpanda speak
 * too. Ids and schemas are remembered for good, and for ten seconds that an id is not known, so
 * that a run of bad records is not a run of requests.
 */
public final class RestSchemaRegistry implements SchemaRegistry, AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Error codes of the API for a subject, version or schema that does not exist. */
  private static final int LOWEST_NOT_FOUND = 40401;

  private static final int HIGHEST_NOT_FOUND = 40499;

  private static final Duration NEGATIVE_TTL = Duration.ofSeconds(10);
  private static final int NEGATIVE_LIMIT = 10_000;

  /** References of references go this deep at most. */
  private static final int REFERENCE_DEPTH = 16;

  private final RegistryHttp http;
  private final boolean autoRegister;
  private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();
  private final Map<Integer, Missing> missing = new ConcurrentHashMap<>();
  private final Map<Registration, Integer> registered = new ConcurrentHashMap<>();

  /**
   * A client. Nothing is asked before the first call.
   *
   * @param settings where the registry is and how to talk to it
   * @throws IllegalArgumentException when a TLS store cannot be used
   */
  public RestSchemaRegistry(RegistrySettings settings) {
    this.http = new RegistryHttp(settings);
    this.autoRegister = settings.autoRegister();
  }

  @Override
  public int register(String subject, Schema schema) {
    Registration key = new Registration(subject, schema);
    Integer known = registered.get(key);
    if (known != null) {
      return known;
    }
    String path = "/subjects/" + encode(subject) + (autoRegister ? "/versions" : "");
    String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
    RegistryHttp.Answer answer = http.post(path, body);
    if (answer.status() != 200) {
      throw failure("schema " + schema.getFullName() + " under subject " + subject, answer);
    }
    JsonNode id = parse(answer).path("id");
    if (!id.canConvertToInt() || !id.isIntegralNumber()) {
      throw unexpected("an id", answer);
    }
    registered.put(key, id.intValue());
    return id.intValue();
  }

  /**
   * Asks for something small, to see whether the registry answers.
   *
   * @throws SchemaRegistryException when it does not
   */
  public void ping() {
    RegistryHttp.Answer answer = http.get("/config");
    if (answer.status() != 200) {
      throw failure("the configuration", answer);
    }
  }

  @Override
  public Schema schemaById(int id) {
    Schema known = byId.get(id);
    if (known != null) {
      return known;
    }
    Missing miss = missing.get(id);
    if (miss != null && System.nanoTime() - miss.untilNanos < 0) {
      throw new SchemaRegistryException(miss.kind, miss.message, null);
    }
    try {
      Schema schema = fetch(id);
      missing.remove(id);
      byId.put(id, schema);
      return schema;
    } catch (SchemaRegistryException e) {
      rememberMissing(id, e);
      throw e;
    }
  }

  private void rememberMissing(int id, SchemaRegistryException e) {
    if (!e.isAboutSchema()) {
      return;
    }
    if (missing.size() >= NEGATIVE_LIMIT) {
      missing.clear();
    }
    String message = e.getMessage() == null ? "" : e.getMessage();
    missing.put(id, new Missing(e.kind(), message, System.nanoTime() + NEGATIVE_TTL.toNanos()));
  }

  private Schema fetch(int id) {
    String what = "schema id " + id;
    RegistryHttp.Answer answer = http.get("/schemas/ids/" + id);
    if (answer.status() != 200) {
      throw failure(what, answer);
    }
    return schemaOf(what, answer, new Schema.Parser().setValidateDefaults(false), 0);
  }

  /** Parses a schema after the schemas it refers to, all into one parser. */
  private Schema schemaOf(
      String what, RegistryHttp.Answer answer, Schema.Parser parser, int depth) {
    JsonNode body = parse(answer);
    String format = body.path("schemaType").asText("AVRO");
    if (!"AVRO".equals(format)) {
      throw new SchemaRegistryException(
          Kind.NOT_AVRO, what + ": expected an AVRO schema, found " + format, null);
    }
    if (!body.path("schema").isTextual()) {
      throw unexpected("a schema", answer);
    }
    for (JsonNode reference : body.path("references")) {
      resolve(what, reference, parser, depth + 1);
    }
    try {
      return parser.parse(body.path("schema").asText());
    } catch (AvroRuntimeException e) {
      throw new SchemaRegistryException(
          Kind.NOT_AVRO, what + ": expected an Avro schema, " + e.getMessage(), e);
    }
  }

  private void resolve(String what, JsonNode reference, Schema.Parser parser, int depth) {
    String name = reference.path("name").asText();
    if (parser.getTypes().containsKey(name)) {
      return;
    }
    if (depth > REFERENCE_DEPTH) {
      throw new SchemaRegistryException(
          Kind.NOT_AVRO, what + ": expected references at most 16 deep, found more", null);
    }
    String path =
        "/subjects/"
            + encode(reference.path("subject").asText())
            + "/versions/"
            + reference.path("version").asInt();
    String described = what + ", referenced schema " + name;
    RegistryHttp.Answer answer = http.get(path);
    if (answer.status() != 200) {
      throw failure(described, answer);
    }
    schemaOf(described, answer, parser, depth);
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode parse(RegistryHttp.Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw unexpected("JSON", answer);
    }
  }

  private static SchemaRegistryException failure(String what, RegistryHttp.Answer answer) {
    JsonNode body = bodyOf(answer);
    String said = body == null ? "" : ": " + body.path("message").asText("no reason given");
    int code = body == null ? 0 : body.path("error_code").asInt();
    // A 404 without the API's own code comes from something that is not a registry, and must not
    // condemn the record that was being read.
    if (answer.status() == 404 && code >= LOWEST_NOT_FOUND && code <= HIGHEST_NOT_FOUND) {
      return new SchemaRegistryException(
          Kind.NOT_FOUND, what + ": not known to the registry at " + answer.url() + said, null);
    }
    Kind kind =
        switch (answer.status()) {
          case 409 -> Kind.INCOMPATIBLE;
          case 400, 401, 403, 422 -> Kind.REFUSED;
          default -> Kind.UNAVAILABLE;
        };
    return new SchemaRegistryException(
        kind,
        what + ": the registry at " + answer.url() + " answered " + answer.status() + said,
        null);
  }

  private static @Nullable JsonNode bodyOf(RegistryHttp.Answer answer) {
    try {
      JsonNode body = JSON.readTree(answer.body());
      return body.isObject() ? body : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static SchemaRegistryException unexpected(String expected, RegistryHttp.Answer answer) {
    String body = answer.body();
    return new SchemaRegistryException(
        Kind.UNAVAILABLE,
        "the registry at "
            + answer.url()
            + ": expected "
            + expected
            + ", found '"
            + body.substring(0, Math.min(200, body.length()))
            + "'",
        null);
  }

  @Override
  public void close() {
    http.close();
  }

  private record Registration(String subject, Schema schema) {}

  private record Missing(Kind kind, String message, long untilNanos) {}
}
