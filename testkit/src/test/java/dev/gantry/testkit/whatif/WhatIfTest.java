package dev.gantry.testkit.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.testkit.AlertLife;
import dev.gantry.testkit.SimulatedDefinitions;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.port.GeoLocator;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class WhatIfTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private static final String NOISY =
      """
      kind: rule
      alert: skipping
      on: camera-events
      expr: event.type == "SKIPPED"
      ---
      """;

  private static final String BEFORE =
      NOISY
          + """
          kind: rule
          alert: gone
          on: camera-events
          expr: event.type == "OFFLINE"
          for: 1m
          ---
          kind: rule
          alert: back
          on: camera-events
          expr: event.type == "ONLINE"
          """;

  private static final String AFTER =
      NOISY
          + """
          kind: rule
          alert: gone
          on: camera-events
          expr: event.type == "OFFLINE"
          for: 30s
          """;

  @Test
  void shouldTellWhatIsGainedLostAndMoved() {
    AlertChanges changes = changes(inputs(false), T0);

    assertThat(changes.gained())
        .extracting(AlertLife::rule, alert -> alert.labels().get("camera"), AlertLife::firedAt)
        .containsExactly(tuple("gone", "c1", T0.plusSeconds(30)));
    assertThat(changes.lost())
        .extracting(AlertLife::rule, AlertLife::firedAt)
        .containsExactly(tuple("back", T0.plusSeconds(45)));
    assertThat(changes.moved())
        .extracting(pair -> pair.before().firedAt(), pair -> pair.after().firedAt())
        .containsExactly(tuple(T0.plusSeconds(160), T0.plusSeconds(130)));
    assertThat(changes.same()).isEqualTo(1);
    assertThat(changes.gained().get(0).causes()).isNotEmpty();
  }

  @Test
  void shouldTellWhatSaysSomethingElse() {
    String severe = BEFORE.replace("\"SKIPPED\"", "\"SKIPPED\"\nlabels: {severity: high}");

    AlertChanges changes = changes(inputs(false), T0, severe);

    assertThat(changes.moved()).isEmpty();
    assertThat(changes.changed())
        .singleElement()
        .satisfies(
            pair -> {
              assertThat(pair.after().rule()).isEqualTo("skipping");
              assertThat(pair.differences())
                  .containsExactly(new AlertChanges.Difference("labels.severity", "", "high"));
            });
  }

  @Test
  void shouldSayTheSameInWhateverOrderRecordsWereRead() {
    assertThat(changes(inputs(true), T0)).isEqualTo(changes(inputs(false), T0));
  }

  @Test
  void shouldLeaveOutWhatWasOverBefore() {
    AlertChanges changes = changes(inputs(false), T0.plusSeconds(350));

    assertThat(changes.gained()).isEmpty();
    assertThat(changes.lost()).isEmpty();
    assertThat(changes.moved()).hasSize(1);
  }

  @Test
  void shouldRunNoScheduleAgainWhoseRunsWereRecorded() {
    String schedule =
        """
        kind: schedule
        id: patrol
        every: 1m
        task: {title: Patrol}
        ---
        kind: rule
        alert: opened
        on: task-events
        expr: task.type == "task.recurring.triggered"
        """;
    WhatIf whatIf =
        new WhatIf(
            SimulatedDefinitions.of(BEFORE),
            SimulatedDefinitions.of(schedule),
            TopologiesConfig.DEFAULT,
            GeoLocator.NONE);
    RecordedInputs recorded = inputs(false);
    recorded.includeTasks();

    assertThat(whatIf.run(recorded, T0).gained()).isEmpty();
    assertThat(whatIf.run(inputs(false), T0).gained())
        .isNotEmpty()
        .allMatch(alert -> alert.rule().equals("opened"));
  }

  @Test
  void shouldHoldBackAnEventFromTheFutureAsProductionDid() {
    RecordedInputs inputs = new RecordedInputs(T0, T0.plusSeconds(3600), 1 << 20);
    long eighty = 80L * 365 * 86_400;
    inputs.add(
        "camera-events", 0, 0, T0.toEpochMilli(), event(eighty, "c1", CameraEventType.OFFLINE));
    inputs.add(
        "camera-events",
        0,
        1,
        T0.plusSeconds(20).toEpochMilli(),
        event(20, "c2", CameraEventType.ONLINE));

    AlertChanges changes = changes(inputs, T0);

    assertThat(changes.moved())
        .extracting(pair -> pair.before().firedAt(), pair -> pair.after().firedAt())
        .containsExactly(tuple(T0.plusSeconds(61), T0.plusSeconds(31)));
    assertThat(changes.last()).isEqualTo(T0.plusSeconds(20));
  }

  @Test
  void shouldGoThroughDecadesInWhichNothingHappens() {
    RecordedInputs inputs = new RecordedInputs(T0, T0.plus(Duration.ofDays(40_000)), 1 << 20);
    long eighty = 80L * 365 * 86_400;
    inputs.add("camera-events", 0, 0, event(0, "c1", CameraEventType.OFFLINE));
    inputs.add("camera-events", 0, 1, event(eighty, "c2", CameraEventType.OFFLINE));

    AlertChanges changes = changes(inputs, T0);

    assertThat(changes.moved())
        .extracting(pair -> pair.before().firedAt(), pair -> pair.after().firedAt())
        .containsExactly(
            tuple(T0.plusSeconds(60), T0.plusSeconds(30)),
            tuple(T0.plusSeconds(eighty + 60), T0.plusSeconds(eighty + 30)));
  }

  @Test
  void shouldStopWhenThereAreMoreRecordsThanMemory() {
    RecordedInputs inputs = new RecordedInputs(T0, T0.plusSeconds(10), 20);

    assertThatThrownBy(
            () -> inputs.add("camera-events", 0, 0, event(0, "c1", CameraEventType.OFFLINE)))
        .isInstanceOf(RecordedInputs.TooManyException.class)
        .hasMessageContaining("a shorter time");
  }

  private static AlertChanges changes(RecordedInputs inputs, Instant from) {
    return changes(inputs, from, AFTER);
  }

  private static AlertChanges changes(RecordedInputs inputs, Instant from, String after) {
    return new WhatIf(
            SimulatedDefinitions.of(BEFORE),
            SimulatedDefinitions.of(after),
            TopologiesConfig.DEFAULT,
            GeoLocator.NONE)
        .run(inputs, from);
  }

  private static RecordedInputs inputs(boolean backwards) {
    RecordedInputs inputs = new RecordedInputs(T0, T0.plusSeconds(3600), 1 << 20);
    CameraEvent[] events = {
      event(0, "c1", CameraEventType.OFFLINE),
      event(45, "c1", CameraEventType.ONLINE),
      event(45, "c3", CameraEventType.SKIPPED),
      event(100, "c2", CameraEventType.OFFLINE),
      event(3600, "c4", CameraEventType.OFFLINE),
    };
    for (int i = 0; i < events.length; i++) {
      int offset = backwards ? events.length - 1 - i : i;
      inputs.add("camera-events", 0, offset, events[offset]);
    }
    return inputs;
  }

  private static CameraEvent event(long second, String camera, CameraEventType type) {
    return CameraEvent.newBuilder()
        .setCameraId(camera)
        .setType(type)
        .setTimeMode(TimeMode.LIVE)
        .setOccurredAtUs(Micros.of(T0.plusSeconds(second)))
        .build();
  }
}
