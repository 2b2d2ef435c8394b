package dev.gantry.query;

import static dev.gantry.query.ApiFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.query.port.HealthProbe.Dependency;
import dev.gantry.query.port.HealthProbe.Status;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.topic.DeadLetterHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the API says of the system itself. */
class SystemApiTest {

  @AutoClose private final ApiFixture gantry = new ApiFixture();

  @Test
  void shouldCountWhatPasses() {
    until(() -> gantry.json("/health").get("status").asText().equals("up"));
    gantry.topics.append(gantry.catalogue.cameraFrames(), "bridge", TestObjects.frame("bridge", 3));
    gantry.topics.append(
        gantry.catalogue.vehicleDetections(), "bridge", TestObjects.detections("bridge", 3));
    gantry.topics.append(
        gantry.catalogue.vehicleTracks(),
        "bridge",
        TestObjects.track("bridge", "t-1", 3).setState(TrackState.NEW).build());
    gantry.topics.append(gantry.catalogue.alerts(), "harbour", TestObjects.alert("a-1", 1).build());
    gantry.topics.append(
        gantry.catalogue.deadLetters(),
        "bridge",
        null,
        new RecordHeaders()
            .add(DeadLetterHeaders.CAUSE, "unreadable".getBytes(StandardCharsets.UTF_8)));

    until(() -> gantry.json("/v1/status").at("/dead_letters/by_cause/unreadable").asLong() == 1);
    until(() -> gantry.json("/v1/status").at("/frames/total").asLong() == 1);
    until(() -> gantry.json("/v1/status").at("/detections").asLong() == 1);
    until(() -> gantry.json("/v1/status").at("/tracks/total").asLong() == 1);
    until(() -> gantry.json("/v1/status").at("/alerts/active").asLong() == 1);
    assertThat(gantry.json("/v1/status").at("/cameras/active").asLong()).isEqualTo(1);
  }

  @Test
  void shouldTellWhichRulesHaveNoAnswer() {
    assertThat(gantry.json("/v1/status").get("rule_failures")).isEmpty();
    Instant at = Instant.parse("2026-03-04T08:15:58Z");
    gantry.ruleFailures.add("forced_door", 2, "no such key: gate", "auth-7", at.minusSeconds(9));
    gantry.ruleFailures.add("forced_door", 3, "no such key: badge", "auth-8", at);

    assertThat(gantry.json("/v1/status").get("rule_failures"))
        .singleElement()
        .hasToString(
            "{'rule':'forced_door','version':3,'count':2,'last_error':'no such key: badge','last_record':'auth-8','last_at':'2026-03-04T08:15:58.000000Z'}"
                .replace('\'', '"'));
  }

  @Test
  void shouldBeReadyOnlyWhenAllDependenciesAreUp() {
    gantry.health.add(new Dependency("broker", Status.UP, ""));
    until(() -> gantry.get("/health/ready").statusCode() == 200);
    gantry.health.add(new Dependency("role:tracking", Status.STARTING, "restoring its store"));

    HttpResponse<String> ready = gantry.get("/readyz");

    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.headers().firstValue("Retry-After")).contains("1");
    assertThat(ready.body()).contains("restoring its store");
    assertThat(gantry.get("/health").statusCode()).isEqualTo(200);
    assertThat(gantry.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(gantry.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldShowInHealthWhenTopicsCanNotBeRead() {
    gantry.topics.down(true);
    until(() -> gantry.get("/health").body().contains("the broker is away"));
    assertThat(gantry.get("/health/ready").statusCode()).isEqualTo(503);

    gantry.topics.down(false);

    until(() -> gantry.get("/health/ready").statusCode() == 200);
  }
}
