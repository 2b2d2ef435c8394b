package dev.gantry.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.testkit.OfflineRole;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.runtime.Role;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of a run in which nothing failed, and of the same with something amiss. */
final class ReadingCheckTest {

  private static final long TICKS = 450;

  private final TopicCatalogue topics = new TopicCatalogue("", new InMemorySchemaRegistry());
  private final CrowdReadings crowd = new CrowdReadings(7);
  private final MemoryTopics committed = new MemoryTopics();

  @BeforeEach
  void run() {
    try (OfflineRole role = OfflineRole.alone(Role.TRAFFIC, List.of(), TopologiesConfig.DEFAULT)) {
      for (long tick = 0; tick < TICKS; tick++) {
        for (SensorReading reading : crowd.at(tick)) {
          committed.add(topics.sensorReadings(), reading);
          role.give(role.topics().sensorReadings(), reading);
        }
        role.take(role.topics().loopReadings())
            .forEach(reading -> committed.add(topics.loopReadings(), reading));
        role.take(role.topics().anomalies())
            .forEach(anomaly -> committed.add(topics.anomalies(), anomaly));
        role.forgetTheRest();
      }
    }
  }

  @Test
  void shouldFindNothingWhereNothingIsWrong() {
    committed.add(
        topics.anomalies(), Anomaly.newBuilder().setSeriesId("segment:a:flow_per_hour").build());

    Findings found = check();

    assertThat(found.examples()).isEmpty();
    assertWrong(found, 0, 0, 0);
    assertThat(found.readings()).isGreaterThan(4 * (TICKS - 40));
    assertThat(found.anomalies()).isGreaterThan(10);
  }

  @Test
  void shouldCountAnomaliesThatAreLostDoubledAndWrong() {
    committed.removeLast(topics.anomalies(), anomaly -> anomaly.getPattern().equals("silence"));
    Anomaly doubled = committed.removeLast(topics.anomalies(), ReadingCheckTest::isAboutALoop);
    committed.add(topics.anomalies(), doubled);
    committed.add(topics.anomalies(), doubled);
    Anomaly wrong =
        committed.removeLast(topics.anomalies(), anomaly -> anomaly.getPattern().equals("spike"));
    committed.add(
        topics.anomalies(), Anomaly.newBuilder(wrong).setScore(wrong.getScore() / 2).build());

    assertWrong(check(), 1, 1, 1);
  }

  @Test
  void shouldCountReadingsOfLoopsThatAreLostDoubledAndWrong() {
    committed.removeLast(topics.loopReadings(), reading -> isOfMetric(reading, "flow"));
    SensorReading doubled =
        committed.removeLast(topics.loopReadings(), reading -> isOfMetric(reading, "speed"));
    committed.add(topics.loopReadings(), doubled);
    committed.add(topics.loopReadings(), doubled);
    committed.add(
        topics.loopReadings(), SensorReading.newBuilder(doubled).setSensorId("crowd-loop").build());

    assertWrong(check(), 1, 1, 1);
  }

  @Test
  void shouldCountReadingsThatAreLostAndDoubled() {
    committed.removeLast(topics.sensorReadings(), reading -> isOfMetric(reading, "level"));
    SensorReading doubled =
        committed.removeLast(topics.sensorReadings(), SensorReading::getMissing);
    committed.add(topics.sensorReadings(), doubled);
    committed.add(topics.sensorReadings(), doubled);

    Findings found = check();

    assertThat(found.lost()).isEqualTo(1);
    assertThat(found.duplicated()).isEqualTo(1);
    assertThat(found.examples()).anyMatch(words -> words.contains("out of order"));
  }

  @Test
  void shouldCountReadingsOfTheCityThatAreDoubledOrOutOfOrder() {
    committed.add(topics.sensorReadings(), ofTheCity(2));
    committed.add(topics.sensorReadings(), ofTheCity(2));
    committed.add(topics.sensorReadings(), ofTheCity(1));

    assertWrong(check(), 0, 1, 1);
  }

  private static SensorReading ofTheCity(long seconds) {
    return SensorReading.newBuilder()
        .setSeriesId("air-1:noise")
        .setSensorId("air-1")
        .setOccurredAtUs(seconds * 1_000_000)
        .build();
  }

  private Findings check() {
    Findings findings = new Findings();
    new ReadingCheck(committed, topics, crowd).run(TICKS, findings);
    return findings;
  }

  private static void assertWrong(Findings found, long lost, long duplicated, long wrong) {
    assertThat(List.of(found.lost(), found.duplicated(), found.stateErrors()))
        .as("lost, duplicated, wrong: %s", found.examples())
        .containsExactly(lost, duplicated, wrong);
  }

  private static boolean isAboutALoop(Anomaly anomaly) {
    return anomaly.getPattern().equals("contradiction");
  }

  private static boolean isOfMetric(SensorReading reading, String metric) {
    return reading.getMetric().equals(metric);
  }
}
