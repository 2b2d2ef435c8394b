package dev.gantry.query;

import static dev.gantry.query.ApiFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.query.port.HealthProbe.Dependency;
import dev.gantry.query.port.HealthProbe.Status;
import dev.gantry.query.resource.Json;
import dev.gantry.schemas.records.CameraEventType;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document against what the API really does. */
class OpenApiTest {

  private ApiFixture gantry;

  @BeforeEach
  void start() {
    gantry = new ApiFixture();
    gantry.health.add(new Dependency("broker", Status.UP, ""));
    gantry.definitions.cameras.add(TestObjects.camera("bridge", "harbour"));
    gantry.definitions.cameras.add(TestObjects.bareCamera("yard"));
    gantry.stores.detections.put("bridge", TestObjects.detections("bridge", 3));
    gantry.stores.tracks.put(
        "bridge",
        List.of(
            TestObjects.track("bridge", "t-1", 3).build(),
            TestObjects.track("bridge", "t-2", 3)
                .setCalibrated(false)
                .setSite("")
                .setSegment("")
                .setLimitMps(0)
                .build()));
    gantry.stores.speeds.put("harbour-rd", List.of(TestObjects.window("harbour-rd", 0)));
    gantry.topics.append(gantry.catalogue.cameraFrames(), "bridge", TestObjects.frame("bridge", 3));
    gantry.topics.append(
        gantry.catalogue.segmentSpeeds(), "harbour-rd", TestObjects.window("harbour-rd", 0));
    gantry.topics.append(
        gantry.catalogue.cameraEvents(),
        "bridge",
        TestObjects.event("bridge", CameraEventType.ONLINE, ""));
    gantry.topics.append(gantry.catalogue.alerts(), "harbour", TestObjects.alert("a-1", 4).build());
    gantry.stores.tasks.put("t-1", TestObjects.task("t-1", "ann"));
    gantry.definitions.schedules.put("patrol", TestObjects.hourly("patrol"));
    until(() -> gantry.get("/v1/alerts/a-1").statusCode() == 200);
    until(() -> gantry.get("/v1/cameras/bridge/frame.jpg").statusCode() == 200);
    until(() -> gantry.get("/health/ready").statusCode() == 200);
  }

  @AfterEach
  void stop() {
    gantry.close();
  }

  @Test
  void shouldAnswerAsDocumentedOnEveryRoute() {
    JsonNode document = gantry.json("/openapi.json");
    Set<String> types = new HashSet<>();

    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      JsonNode operation = path.getValue().get("get");
      if (operation == null) {
        continue;
      }
      JsonNode content = operation.at("/responses/200/content");
      types.addAll(names(content));
      if (content.has("application/json")) {
        HttpResponse<String> response = gantry.get(fill(path.getKey()));
        assertThat(response.statusCode()).as(path.getKey()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        JsonNode schema = content.at("/application~1json/schema");
        assertThat(SchemaCheck.faults(document, schema, Json.tree(response.body())))
            .as(path.getKey())
            .isEmpty();
      }
    }

    assertThat(types)
        .containsExactlyInAnyOrder("application/json", "image/jpeg", "text/event-stream");
  }

  @Test
  void shouldTakeTheExampleOfEveryRequest() {
    JsonNode document = gantry.json("/openapi.json");

    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      JsonNode example = path.getValue().at("/post/requestBody/content/application~1json/example");
      if (!example.isMissingNode()) {
        HttpResponse<String> response = gantry.post(fill(path.getKey()), example.toString());
        assertThat(response.statusCode()).as(path.getKey() + response.body()).isEqualTo(200);
        JsonNode schema =
            path.getValue().at("/post/responses/200/content/application~1json/schema");
        assertThat(SchemaCheck.faults(document, schema, Json.tree(response.body()))).isEmpty();
      }
    }
    assertThat(gantry.written).hasSize(6);
  }

  @Test
  void shouldGiveExamplesThatFitTheirSchemas() {
    JsonNode document = gantry.json("/openapi.json");

    for (JsonNode media : document.findValues("application/json")) {
      if (media.has("example")) {
        assertThat(SchemaCheck.faults(document, media.get("schema"), media.get("example")))
            .isEmpty();
      }
    }
    for (Map.Entry<String, JsonNode> schema : document.at("/components/schemas").properties()) {
      for (JsonNode property : schema.getValue().get("properties")) {
        assertThat(property.get("description").asText()).as(schema.getKey()).isNotEmpty();
        for (JsonNode example : property.path("examples")) {
          assertThat(SchemaCheck.faults(document, property, example)).as(schema.getKey()).isEmpty();
        }
      }
    }
  }

  @Test
  void shouldDocumentErrorsAsTheyAre() {
    JsonNode document = gantry.json("/openapi.json");
    JsonNode schema =
        document.at(
            "/paths/~1v1~1alerts/get/responses/400/content/application~1problem+json/schema");

    JsonNode problem = gantry.json("/v1/alerts?limit=0");

    assertThat(SchemaCheck.faults(document, schema, problem)).isEmpty();
    for (JsonNode path : document.get("paths")) {
      for (JsonNode operation : path) {
        assertThat(operation.get("responses").has("default")).isTrue();
      }
    }
  }

  @Test
  void shouldDocumentEveryPathParameter() {
    for (Map.Entry<String, JsonNode> path :
        gantry.json("/openapi.json").get("paths").properties()) {
      for (JsonNode operation : path.getValue()) {
        boolean hasParameter = operation.get("parameters").findValuesAsText("in").contains("path");
        assertThat(hasParameter).as(path.getKey()).isEqualTo(path.getKey().contains("{"));
      }
    }
  }

  private static String fill(String path) {
    Map<String, String> ids =
        Map.of(
            "/v1/alerts", "a-1",
            "/v1/segments", "harbour-rd",
            "/v1/tasks", "t-1",
            "/v1/schedules", "patrol");
    String group = path.replaceAll("/\\{id}.*", "");
    return path.replace("{id}", ids.getOrDefault(group, "bridge"));
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new HashSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
