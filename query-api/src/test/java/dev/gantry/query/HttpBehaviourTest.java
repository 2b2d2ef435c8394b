package dev.gantry.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.query.resource.Json;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the API behaves whatever is asked: errors, methods, headers. */
class HttpBehaviourTest {

  @AutoClose private final ApiFixture gantry = new ApiFixture();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/tracks",
        "/v1/cameras/bridge/tracks",
        "/v1/cameras/bridge/detections",
        "/v1/segments/harbour-rd/speeds"
      })
  void shouldAskToRetryWhenStoresRebalance(String path) {
    gantry.definitions.cameras.add(TestObjects.camera("bridge", "harbour"));
    gantry.stores.rebalancing = true;

    HttpResponse<String> response = gantry.get(path);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).contains("1");
    assertProblem(response, "urn:gantry:problem:unavailable");
    assertThat(Json.tree(response.body()).get("detail").asText()).contains("rebalancing");
  }

  @Test
  void shouldTellNothingOfItsInsideWhenItFails() {
    gantry.definitions.cameras.add(TestObjects.camera("bridge", "harbour"));
    gantry.stores.broken = true;

    HttpResponse<String> response = gantry.get("/v1/tracks");

    assertThat(response.statusCode()).isEqualTo(500);
    assertProblem(response, "urn:gantry:problem:internal");
    assertThat(response.body()).doesNotContain("secret").doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/alerts?limit=0 | limit | 0",
        "/v1/alerts?limit=ten | limit | ten",
        "/v1/alerts?status=open | status | open",
        "/v1/alerts?cursor=%25 | cursor | %",
        "/v1/alerts?from=yesterday | from | yesterday",
        "/v1/alerts?rule=a&rule=b | rule | a, b",
        "/v1/alerts?form=x | form | x",
        "/v1/tracks?limit=1 | limit | 1",
        "/v1/cameras/bridge/frame.jpg?boxes=maybe | boxes | maybe",
        "/v1/segments/harbour-rd/speeds?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z"
            + " | from | 2026-01-02T00:00:00.000000Z",
        "/v1/tracks/live?cam=bridge | cam | bridge",
      })
  void shouldNameTheFieldWhenAParameterIsWrong(String path, String field, String value) {
    gantry.definitions.cameras.add(TestObjects.camera("bridge", "harbour"));

    HttpResponse<String> response = gantry.get(path);

    assertThat(response.statusCode()).isEqualTo(400);
    assertProblem(response, "urn:gantry:problem:bad-parameter");
    JsonNode error = Json.tree(response.body()).at("/errors/0");
    assertThat(error.get("field").asText()).isEqualTo(field);
    assertThat(error.get("value").asText()).isEqualTo(value);
    assertThat(error.get("expected").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nope",
        "/v1/cameras/nope",
        "/v1/cameras/nope/frame.jpg",
        "/v1/segments/nope/speeds",
        "/console/nope.js",
        "/console/../index.html",
        "/console/..%2f..%2fstrokes.txt"
      })
  void shouldAnswerAProblemWhenThereIsNoSuchThing(String path) {
    HttpResponse<String> response = gantry.get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertProblem(response, "urn:gantry:problem:not-found");
  }

  @Test
  void shouldRefusePathsThatLeaveTheRoot() {
    HttpResponse<String> response = gantry.get("/console/%2e%2e/%2e%2e/etc/passwd");

    assertThat(response.statusCode()).isEqualTo(400);
    assertProblem(response, "urn:gantry:problem:malformed-request");
  }

  @Test
  void shouldRefuseHeadersThatAreTooLarge() {
    HttpResponse<String> response = gantry.get("/v1/cameras", "X-Large", "x".repeat(20_000));

    assertThat(response.statusCode()).isEqualTo(431);
    assertProblem(response, "urn:gantry:problem:malformed-request");
  }

  @Test
  void shouldRefuseMethodsThatChangeThings() {
    HttpResponse<String> response = gantry.send("POST", "/v1/alerts");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    assertProblem(response, "urn:gantry:problem:method-not-allowed");
  }

  @Test
  void shouldAnswerHeadAndOptions() {
    HttpResponse<String> head = gantry.send("HEAD", "/v1/cameras");
    HttpResponse<String> options = gantry.send("OPTIONS", "/v1/cameras");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1/cameras", "/nope", "/console/console.js"})
  void shouldSendSecurityHeadersWithEverything(String path) {
    HttpResponse<String> response = gantry.get(path, "Origin", "http://elsewhere.example");

    assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void shouldServeTheConsoleFromItsOwnFilesOnly() {
    HttpResponse<String> page = gantry.get("/");

    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.body()).doesNotContain("http://").doesNotContain("https://");
    String etag = page.headers().firstValue("ETag").orElseThrow();
    assertThat(gantry.get("/", "If-None-Match", etag).statusCode()).isEqualTo(304);
  }

  private static void assertProblem(HttpResponse<String> response, String type) {
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = Json.tree(response.body());
    assertThat(problem.get("type").asText()).isEqualTo(type);
    assertThat(problem.get("status").asInt()).isEqualTo(response.statusCode());
    assertThat(problem.get("instance").asText()).startsWith("/");
  }
}
