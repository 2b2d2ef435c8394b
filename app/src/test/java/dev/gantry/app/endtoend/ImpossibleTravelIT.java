package dev.gantry.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.geo.GeoDatabase;
import dev.gantry.app.geo.MaxMindFile;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.Finding;
import dev.gantry.schemas.topic.TopicRecord;
import dev.gantry.schemas.topic.TopicWriter;
import dev.gantry.topologies.runtime.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From two sign-ins that name only their addresses, through a database of places, to an alert. */
class ImpossibleTravelIT {

  private static final String RULE =
      """
      kind: rule
      alert: impossible_travel
      on: signin-findings
      expr: finding.type == "impossible_travel"
      labels: {severity: high}
      annotations: {summary: "{{finding.reason}}"}
      """;

  private static final Instant START = Instant.parse("2026-02-08T10:00:00Z");

  @TempDir private Path directory;

  @Test
  void shouldAlertOfWhoSignsInFromFartherAwayThanAnybodyTravels() throws Exception {
    Path file =
        new MaxMindFile()
            .city("203.0.113.0/24", "DE", 53.5511, 9.9937)
            .city("198.51.100.0/24", "BR", -23.5505, -46.6333)
            .city("192.0.2.0/24", "DE", 53.0793, 8.8017)
            .writeTo(directory.resolve("city.mmdb"));
    try (GeoDatabase places = new GeoDatabase(GeoDatabase.SETTING, file);
        RunningGantry gantry =
            new RunningGantry(List.of(Role.SIGNINS, Role.MATCH, Role.ALERTING), places)) {
      gantry.apply(RULE);
      RunningGantry.await(
          "the rule is known", () -> !gantry.known().rules("signin-findings", START).isEmpty());

      // when ann goes to another continent within an hour, and bob to the next town
      write(
          gantry,
          signIn("ann", "203.0.113.9", 0),
          signIn("bob", "203.0.113.10", 0),
          signIn("ann", "198.51.100.7", 60),
          signIn("bob", "192.0.2.8", 60));

      // then
      RunningGantry.await("an alert", () -> !gantry.values(gantry.topics().alerts()).isEmpty());
      assertThat(gantry.values(gantry.topics().signinFindings()))
          .filteredOn(finding -> finding.getType().equals("impossible_travel"))
          .extracting(Finding::getPrincipal)
          .containsExactly("ann");
      List<Alert> alerts = gantry.values(gantry.topics().alerts());
      assertThat(alerts)
          .filteredOn(alert -> alert.getStatus() == AlertStatus.FIRING)
          .singleElement()
          .satisfies(
              alert -> {
                assertThat(alert.getLabels()).containsEntry("principal", "ann");
                assertThat(alert.getAnnotations().get("summary")).contains("km");
              });
    }
  }

  private static AuthEvent signIn(String principal, String address, int minutes) {
    return AuthEvent.newBuilder()
        .setEventId(principal + minutes)
        .setType("login.succeeded")
        .setPrincipal(principal)
        .setSourceAddress(address)
        .setOccurredAtUs(1_000_000 * START.plus(Duration.ofMinutes(minutes)).getEpochSecond())
        .build();
  }

  private static void write(RunningGantry gantry, AuthEvent... events) {
    try (TopicWriter writer = TopicWriter.connect(gantry.client(), Duration.ofSeconds(30))) {
      for (AuthEvent event : events) {
        writer.write(List.of(new TopicRecord<>(gantry.topics().authEvents(), event)));
      }
    }
  }
}
