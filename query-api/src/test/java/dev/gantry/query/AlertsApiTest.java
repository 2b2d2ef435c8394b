package dev.gantry.query;

import static dev.gantry.query.ApiFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.schemas.records.AlertStatus;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the API answers about alerts. */
class AlertsApiTest {

  @AutoClose private final ApiFixture gantry = new ApiFixture();

  @Test
  void shouldPageAndFilterAlerts() {
    for (int i = 1; i <= 5; i++) {
      gantry.topics.append(
          gantry.catalogue.alerts(), "harbour", TestObjects.alert("a-" + i, i).build());
    }
    gantry.topics.append(
        gantry.catalogue.alerts(),
        "harbour",
        TestObjects.alert("a-2", 2)
            .setStatus(AlertStatus.RESOLVED)
            .setResolvedAtUs(TestObjects.START_US + 9_000_000)
            .build());
    until(() -> gantry.json("/v1/alerts?status=resolved").get("alerts").size() == 1);

    JsonNode first = gantry.json("/v1/alerts?limit=2&status=firing");
    JsonNode second =
        gantry.json("/v1/alerts?limit=2&status=firing&cursor=" + first.get("next_cursor").asText());

    assertThat(ids(first)).containsExactly("a-5", "a-4");
    assertThat(ids(second)).containsExactly("a-3", "a-1");
    assertThat(second.get("next_cursor").isNull()).isTrue();
    assertThat(ids(gantry.json("/v1/alerts?from=2026-01-01T00:00:04Z")))
        .containsExactly("a-5", "a-4");
    assertThat(ids(gantry.json("/v1/alerts?to=2026-01-01T00:00:02Z"))).containsExactly("a-1");
    assertThat(ids(gantry.json("/v1/alerts?rule=other"))).isEmpty();
    assertThat(ids(gantry.json("/v1/alerts?severity=high&site=harbour&rule=speeding"))).hasSize(5);
    assertThat(gantry.json("/v1/alerts/a-2").get("resolved_at").asText())
        .isEqualTo("2026-01-01T00:00:09.000000Z");
    assertThat(gantry.get("/v1/alerts/nope").statusCode()).isEqualTo(404);
  }

  private static List<String> ids(JsonNode alerts) {
    return alerts.get("alerts").findValuesAsText("alert_id");
  }
}
