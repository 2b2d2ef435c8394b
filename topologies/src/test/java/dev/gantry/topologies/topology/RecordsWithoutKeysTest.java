package dev.gantry.topologies.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gantry.schemas.records.Finding;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.FakeDefinitions;
import dev.gantry.topologies.testing.RoleDriver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sign-ins and readings as somebody pipes them into a console. */
class RecordsWithoutKeysTest {

  private static final String FAILED =
      """
      {"event_type":"login.failed","user_id":"%s","timestamp":"2026-01-01T00:00:0%dZ",\
      "payload":{"source_address":"198.51.100.9"}}""";

  @TempDir Path stateDir;

  @Test
  void shouldCountSignInsForTheAccountThatTheyName() {
    try (RoleDriver signIns = driver(Role.SIGNINS)) {
      for (int i = 0; i < 5; i++) {
        pipe(signIns, signIns.topics().authEvents(), FAILED.formatted("ann", i));
      }

      assertThat(signIns.deadLetters()).isEmpty();
      assertThat(signIns.read(signIns.topics().signinFindings()))
          .extracting(Finding::getType, Finding::getSubject)
          .containsExactly(tuple("brute_force_fast", "ann"));
      assertThat(signIns.counts().skipped()).isEqualTo(5);
    }
  }

  @Test
  void shouldTakeSignInsThatNameNobodyAsTheyAre() {
    try (RoleDriver signIns = driver(Role.SIGNINS)) {
      for (int i = 0; i < 5; i++) {
        pipe(signIns, signIns.topics().authEvents(), FAILED.formatted("", i));
      }

      assertThat(signIns.deadLetters()).isEmpty();
      assertThat(signIns.read(signIns.topics().signinFindings()))
          .extracting(Finding::getSubject)
          .containsExactly("198.51.100.9");
      assertThat(signIns.counts().skipped()).isZero();
    }
  }

  @Test
  void shouldWriteReadingsAgainUnderTheirSeries() {
    try (RoleDriver traffic = driver(Role.TRAFFIC)) {
      String json =
          "{\"series_id\":\"loop-7:flow\",\"value\":840,\"occurred_at\":\"2026-01-01T00:00:00Z\"}";
      pipe(traffic, traffic.topics().sensorReadings(), json);

      assertThat(traffic.deadLetters()).isEmpty();
      assertThat(written(traffic, traffic.topics().sensorReadings()))
          .extracting(TestRecord::key, record -> text(record.value()))
          .containsExactly(tuple("loop-7:flow", json));
    }
  }

  @Test
  void shouldBeLeftToTheRoleThatWritesThemAgain() {
    try (RoleDriver match = driver(Role.MATCH)) {
      pipe(match, match.topics().authEvents(), FAILED.formatted("ann", 0));

      assertThat(match.deadLetters()).isEmpty();
      assertThat(match.counts().skipped()).isEqualTo(1);
    }
  }

  private RoleDriver driver(Role role) {
    return new RoleDriver(role, stateDir, new FakeDefinitions());
  }

  private static void pipe(RoleDriver role, Topic<?> topic, String json) {
    role.writeRaw(topic, null, json.getBytes(StandardCharsets.UTF_8));
  }

  private static List<TestRecord<String, byte[]>> written(RoleDriver role, Topic<?> topic) {
    return role.driver()
        .createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
