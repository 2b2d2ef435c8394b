package dev.gantry.app.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documented requests of Confluent's Schema Registry, and their documented answers. */
class RegistryServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String V1 = record("{'name':'a','type':'string'}");
  private static final String WITH_DEFAULT =
      record("{'name':'a','type':'string'},{'name':'b','type':'int','default':0}");
  private static final String WITHOUT_DEFAULT =
      record("{'name':'a','type':'string'},{'name':'b','type':'int'}");
  private static final String OTHER_TYPE = record("{'name':'a','type':'long'}");

  @TempDir Path dir;
  private RegistryServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    server = RegistryServer.start(dir, CompatibilityLevel.FULL_TRANSITIVE, 0);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void shouldRegisterOnceAndAnswerByIdAndVersion() {
    // when
    Answer first = post("/subjects/t-value/versions", schema(V1));
    Answer again = post("/subjects/t-value/versions", schema("  " + V1.replace(",", " , ")));
    Answer elsewhere = post("/subjects/u-value/versions", schema(V1));

    // then
    first.is(200, "{'id':1}");
    again.is(200, "{'id':1}");
    elsewhere.is(200, "{'id':1}");
    get("/schemas/ids/1").is(200, Map.of("schema", V1));
    get("/schemas/ids/1/schema").is(200, V1);
    get("/schemas/ids/1/subjects").is(200, "['t-value','u-value']");
    get("/schemas/ids/1/versions")
        .is(200, "[{'subject':'t-value','version':1},{'subject':'u-value','version':1}]");
    Map<String, Object> whole = Map.of("subject", "t-value", "version", 1, "id", 1, "schema", V1);
    get("/subjects/t-value/versions/1").is(200, whole);
    get("/subjects/t-value/versions/latest").is(200, whole);
    get("/subjects/t-value/versions/-1").is(200, whole);
    get("/subjects/t-value/versions/1/schema").is(200, V1);
    get("/subjects/t-value/versions/1/referencedby").is(200, "[]");
    post("/subjects/t-value", schema(V1)).is(200, whole);
    get("/subjects").is(200, "['t-value','u-value']");
    get("/subjects?subjectPrefix=u").is(200, "['u-value']");
    get("/schemas?subjectPrefix=t").is(200, new Object[] {whole});
  }

  @Test
  void shouldAnswerWhatItIs() {
    get("/").is(200, "{}");
    get("/schemas/types").is(200, "['AVRO']");
    get("/contexts").is(200, "['.']");
    get("/subjects").is(200, "[]");
    get("/config").is(200, "{'compatibilityLevel':'FULL_TRANSITIVE'}");
    get("/mode").is(200, "{'mode':'READWRITE'}");
    assertThat(get("/").contentType()).isEqualTo("application/vnd.schemaregistry.v1+json");
  }

  @Test
  void shouldAnswerDocumentedErrors() {
    post("/subjects/t/versions", schema(V1));

    get("/subjects/none/versions").fails(404, 40401);
    get("/subjects/none/versions/1").fails(404, 40401);
    get("/subjects/t/versions/2").fails(404, 40402);
    get("/subjects/t/versions/0").fails(422, 42202);
    get("/subjects/t/versions/first").fails(422, 42202);
    get("/schemas/ids/99").fails(404, 40403);
    post("/subjects/none", schema(V1)).fails(404, 40401);
    post("/subjects/t", schema(OTHER_TYPE)).fails(404, 40403);
    post("/subjects/t/versions", schema("{\"type\":\"nonsense\"}")).fails(422, 42201);
    post("/subjects/t/versions", schema(record("{'name':'a','type':'int','default':'x'}")))
        .fails(422, 42201);
    post("/subjects/t/versions", "{}").fails(422, 42201);
    post("/subjects/t/versions", "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}").fails(422, 42201);
    post("/subjects/t/versions", schema(WITHOUT_DEFAULT)).fails(409, 409);
    put("/config", "{\"compatibility\":\"SOMETIMES\"}").fails(422, 42203);
    put("/mode", "{\"mode\":\"SOMETIMES\"}").fails(422, 42204);
    get("/config/t").fails(404, 40408);
    get("/mode/t").fails(404, 40409);
    post("/subjects/t/versions", "not json").fails(400, 400);
    post("/subjects/t/versions", "[]").fails(400, 400);
    get("/nothing/here").fails(404, 404);
    put("/subjects/t", "{}").fails(405, 405);
  }

  @Test
  void shouldRefuseReferencesInWords() {
    String body =
        "{\"schema\":\"\\\"string\\\"\",\"references\":[{\"name\":\"n\",\"subject\":\"s\",\"version\":1}]}";

    Answer answer = post("/subjects/t/versions", body);

    answer.fails(422, 42201);
    assertThat(answer.body().path("message").asText()).contains("references are not supported");
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, true, true, true",
    "BACKWARD, true, false, false",
    "BACKWARD_TRANSITIVE, true, false, false",
    "FORWARD, true, true, false",
    "FORWARD_TRANSITIVE, true, true, false",
    "FULL, true, false, false",
    "FULL_TRANSITIVE, true, false, false",
  })
  void shouldJudgeByLevel(String level, boolean withDefault, boolean without, boolean otherType) {
    put("/config/t", "{\"compatibility\":\"" + level + "\"}")
        .is(200, "{'compatibility':'" + level + "'}");
    post("/subjects/t/versions", schema(V1));
    String path = "/compatibility/subjects/t/versions/latest?verbose=true";

    assertThat(post(path, schema(WITH_DEFAULT)).compatible()).isEqualTo(withDefault);
    assertThat(post(path, schema(WITHOUT_DEFAULT)).compatible()).isEqualTo(without);
    Answer other = post(path, schema(OTHER_TYPE));
    assertThat(other.compatible()).isEqualTo(otherType);
    assertThat(other.body().path("messages").isEmpty()).isEqualTo(otherType);
  }

  @Test
  void shouldCompareWithAllVersionsOnlyWhenTransitive() {
    // given
    String noneLeft = record("{'name':'c','type':'int','default':0}");
    String backAgain = record("{'name':'a','type':'long','default':0}");
    put("/config/t", "{\"compatibility\":\"BACKWARD\"}");
    post("/subjects/t/versions", schema(V1)).is(200, "{'id':1}");
    post("/subjects/t/versions", schema(noneLeft)).is(200, "{'id':2}");

    // when, then
    assertThat(post("/compatibility/subjects/t/versions", schema(backAgain)).compatible()).isTrue();
    put("/config/t", "{\"compatibility\":\"BACKWARD_TRANSITIVE\"}");
    assertThat(post("/compatibility/subjects/t/versions", schema(backAgain)).compatible())
        .isFalse();
    assertThat(post("/compatibility/subjects/t/versions/2", schema(backAgain)).compatible())
        .isTrue();
    assertThat(post("/compatibility/subjects/new/versions/latest", schema(V1)).compatible())
        .isTrue();
    post("/compatibility/subjects/t/versions/9", schema(V1)).fails(404, 40402);
  }

  @Test
  void shouldConfigureAllOrOneSubject() {
    put("/config", "{\"compatibility\":\"none\"}").is(200, "{'compatibility':'NONE'}");
    get("/config").is(200, "{'compatibilityLevel':'NONE'}");
    get("/config/t?defaultToGlobal=true").is(200, "{'compatibilityLevel':'NONE'}");
    put("/config/t", "{\"compatibility\":\"FULL\"}").is(200, "{'compatibility':'FULL'}");
    get("/config/t").is(200, "{'compatibilityLevel':'FULL'}");
    delete("/config/t").is(200, "{'compatibilityLevel':'FULL'}");
    get("/config/t").fails(404, 40408);
    delete("/config").is(200, "{'compatibilityLevel':'NONE'}");
    get("/config").is(200, "{'compatibilityLevel':'FULL_TRANSITIVE'}");
  }

  @Test
  void shouldRefuseChangesWhenReadOnly() {
    post("/subjects/t/versions", schema(V1));
    put("/mode", "{\"mode\":\"READONLY\"}").is(200, "{'mode':'READONLY'}");

    post("/subjects/t/versions", schema(V1)).is(200, "{'id':1}");
    post("/subjects/t/versions", schema(WITH_DEFAULT)).fails(422, 42205);
    delete("/subjects/t").fails(422, 42205);

    put("/mode/t", "{\"mode\":\"READWRITE\"}").is(200, "{'mode':'READWRITE'}");
    post("/subjects/t/versions", schema(WITH_DEFAULT)).is(200, "{'id':2}");
    delete("/mode/t").is(200, "{'mode':'READWRITE'}");
    get("/mode/t?defaultToGlobal=true").is(200, "{'mode':'READONLY'}");
  }

  @Test
  void shouldDeleteInTwoSteps() {
    post("/subjects/t/versions", schema(V1));
    post("/subjects/t/versions", schema(WITH_DEFAULT));

    delete("/subjects/t/versions/1?permanent=true").fails(404, 40407);
    delete("/subjects/t/versions/1").is(200, "1");
    delete("/subjects/t/versions/1").fails(404, 40406);
    get("/subjects/t/versions").is(200, "[2]");
    get("/subjects/t/versions?deleted=true").is(200, "[1,2]");
    get("/subjects/t/versions/1").fails(404, 40402);
    get("/schemas/ids/1").is(200, Map.of("schema", V1));
    delete("/subjects/t?permanent=true").fails(404, 40405);
    delete("/subjects/t").is(200, "[2]");
    delete("/subjects/t").fails(404, 40404);
    get("/subjects").is(200, "[]");
    get("/subjects?deleted=true").is(200, "['t']");
    delete("/subjects/t?permanent=true").is(200, "[1,2]");
    delete("/subjects/t").fails(404, 40401);
    get("/schemas/ids/1").fails(404, 40403);
  }

  @Test
  void shouldGiveSameIdAndHigherVersionWhenRegisteredAfterDeletion() {
    post("/subjects/t/versions", schema(V1));
    delete("/subjects/t");

    post("/subjects/t/versions", schema(V1)).is(200, "{'id':1}");

    get("/subjects/t/versions").is(200, "[2]");
  }

  @Test
  void shouldTellPropertiesApartUnlessNormalized() {
    String one = V1.replace("}]}", "}],\"x\":1,\"y\":2}");
    String two = V1.replace("}]}", "}],\"y\":2,\"x\":1}");

    post("/subjects/t/versions", schema(one)).is(200, "{'id':1}");
    post("/subjects/t/versions", schema(two)).is(200, "{'id':2}");
    post("/subjects/t/versions?normalize=true", schema(two)).is(200, "{'id':1}");
  }

  @Test
  void shouldKeepEverythingWhenRestarted() throws IOException {
    // given
    post("/subjects/t%2Fvalue%20%C3%A9/versions", schema(V1));
    post("/subjects/u/versions", schema(WITH_DEFAULT));
    delete("/subjects/u");
    put("/config/u", "{\"compatibility\":\"FORWARD\"}");
    put("/mode", "{\"mode\":\"READONLY\"}");

    // when
    server.close();
    start();

    // then
    get("/subjects").is(200, "['t/value é']");
    get("/subjects?deleted=true").is(200, "['t/value é','u']");
    get("/schemas/ids/2").is(200, Map.of("schema", WITH_DEFAULT));
    get("/config/u").is(200, "{'compatibilityLevel':'FORWARD'}");
    put("/mode", "{\"mode\":\"READWRITE\"}");
    post("/subjects/new/versions", schema(OTHER_TYPE)).is(200, "{'id':3}");
  }

  @Test
  void shouldRefusePagesFromElsewhere() {
    send(request("/subjects").header("Origin", "https://example.org").GET()).fails(403, 403);
    send(request("/subjects/t/versions")
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString(schema(V1))))
        .fails(415, 415);
  }

  private static String record(String fields) {
    return ("{'type':'record','name':'R','fields':[" + fields + "]}").replace('\'', '"');
  }

  private static String schema(String text) {
    return JSON.createObjectNode().put("schema", text).toString();
  }

  private Answer get(String path) {
    return send(request(path).GET());
  }

  private Answer delete(String path) {
    return send(request(path).DELETE());
  }

  private Answer post(String path, String body) {
    return send(withBody(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private Answer put(String path, String body) {
    return send(withBody(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder withBody(String path) {
    return request(path).header("Content-Type", "application/vnd.schemaregistry.v1+json");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path));
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private record Answer(int status, String contentType, JsonNode body) {
    void is(int expectedStatus, String json) {
      try {
        check(expectedStatus, JSON.readTree(json.replace('\'', '"')));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    void is(int expectedStatus, Object value) {
      check(expectedStatus, JSON.valueToTree(value));
    }

    private void check(int expectedStatus, JsonNode expected) {
      assertThat(body).isEqualTo(expected);
      assertThat(status).isEqualTo(expectedStatus);
    }

    void fails(int expectedStatus, int code) {
      assertThat(body.path("error_code").asInt()).as(body.toString()).isEqualTo(code);
      assertThat(body.path("message").asText()).isNotBlank();
      assertThat(status).isEqualTo(expectedStatus);
    }

    boolean compatible() {
      assertThat(status).as(body.toString()).isEqualTo(200);
      return body.path("is_compatible").asBoolean();
    }
  }
}
