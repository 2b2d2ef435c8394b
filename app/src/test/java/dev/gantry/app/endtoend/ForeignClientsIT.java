package dev.gantry.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.app.peer.Peers;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.topic.DeadLetterHeaders;
import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.runtime.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Gantry as clients see it that we did not write: Confluent's for Python, and kcat. */
class ForeignClientsIT {
  private static RunningGantry gantry;

  @BeforeAll
  static void start() {
    gantry = new RunningGantry(List.of(Role.MATCH, Role.ALERTING));
    gantry.apply(
        """
        kind: rule
        alert: door_refused
        on: auth-events
        expr: auth.type == "access.denied"
        labels: {severity: high}
        annotations: {summary: "{{auth.principal}} was refused"}
        """);
  }

  @AfterAll
  static void stop() {
    gantry.close();
  }

  @Test
  void shouldLetPythonReadDetections() throws Exception {
    // given
    Peers.requirePython();
    var topic = gantry.topics().vehicleDetections();
    try (KafkaProducer<String, FrameDetections> producer =
        new KafkaProducer<>(
            gantry.client(), topic.keySerde().serializer(), topic.valueSerde().serializer())) {
      for (int frame = 0; frame < 20; frame++) {
        producer.send(new ProducerRecord<>(topic.name(), "north", detections(frame))).get();
      }
    }

    // when
    JsonNode read =
        Peers.python(
            "read_avro.py",
            gantry.cluster().bootstrapServers(),
            gantry.cluster().registryUrl(),
            topic.name(),
            "20");

    // then
    assertThat(read).hasSize(20);
    for (int frame = 0; frame < 20; frame++) {
      JsonNode record = read.path(frame);
      assertThat(record.path("key").asText()).isEqualTo("north");
      assertThat(record.path("value").path("camera_id").asText()).isEqualTo("north");
      assertThat(record.path("value").path("frame_seq").asLong()).isEqualTo(frame);
      JsonNode box = record.path("value").path("detections").path(0);
      assertThat(box.path("label").asText()).isEqualTo("car");
      assertThat(box.path("score").asDouble()).isEqualTo(0.75);
    }
  }

  @Test
  void shouldRaiseAlertFromEventThatPythonWrote() {
    // given
    Peers.requirePython();

    // when
    Peers.python(
        "write_auth_event.py",
        gantry.cluster().bootstrapServers(),
        gantry.cluster().registryUrl(),
        gantry.topics().authEvents().name(),
        "mallory");

    // then
    RunningGantry.await(
        "the alert is written", () -> !gantry.values(gantry.topics().alerts()).isEmpty());
    Alert alert = gantry.values(gantry.topics().alerts()).get(0);
    assertThat(alert.getAnnotations()).containsEntry("summary", "mallory was refused");
    assertThat(deadLetters(gantry.topics().authEvents().name())).isEmpty();
  }

  /** With murmur2 every record is where its key belongs; without, what strays is set aside. */
  @Test
  void shouldTakeJsonOfKcatOnThePartitionOfItsKey() {
    // given
    Peers.requireKcat();
    String topic = gantry.topics().taskEvents().name();
    long inBefore = counts().in();
    long deadBefore = counts().dead();

    // when
    kcat(topic, "good", "-X", "topic.partitioner=murmur2_random");

    // then
    RunningGantry.await("40 records are read", () -> counts().in() - inBefore == 40);
    assertThat(counts().dead()).isEqualTo(deadBefore);

    // when
    kcat(topic, "stray");

    // then
    long strays =
        gantry.committed(gantry.topics().taskEvents()).stream()
            .filter(record -> partitionOf(record) != record.partition())
            .count();
    assertThat(strays).isBetween(1L, 39L);
    RunningGantry.await("80 records are read", () -> counts().in() - inBefore == 80);
    RunningGantry.await("strays are set aside", () -> deadLetters(topic).size() == strays);
    assertThat(counts().dead() - deadBefore).isEqualTo(strays);
    assertThat(deadLetters(topic))
        .allSatisfy(
            letter -> {
              assertThat(header(letter, DeadLetterHeaders.CAUSE)).isEqualTo("wrong_partition");
              assertThat(new String(letter.key(), StandardCharsets.UTF_8)).startsWith("stray-");
              assertThat(letter.value()).asString(StandardCharsets.UTF_8).contains("task.created");
            });
  }

  private static void kcat(String topic, String name, String... more) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      lines
          .append(name)
          .append('-')
          .append(i)
          .append('|')
          .append("{\"event_type\": \"task.created\", \"timestamp\": \"2026-01-01T00:00:00Z\",")
          .append(" \"user_id\": \"u\", \"payload\": {\"title\": \"sweep\"}}\n");
    }
    List<String> arguments =
        new ArrayList<>(
            List.of("-P", "-b", gantry.cluster().bootstrapServers(), "-t", topic, "-K", "|"));
    arguments.addAll(List.of(more));
    Peers.kcat(lines.toString(), arguments.toArray(String[]::new));
  }

  private static RoleCounters.Counts counts() {
    return Objects.requireNonNull(gantry.streams().counts().get(Role.MATCH));
  }

  private static List<ConsumerRecord<byte[], byte[]>> deadLetters(String topic) {
    return gantry.committed(gantry.topics().deadLetters()).stream()
        .filter(letter -> header(letter, DeadLetterHeaders.TOPIC).equals(topic))
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static int partitionOf(ConsumerRecord<byte[], byte[]> record) {
    return Utils.toPositive(Utils.murmur2(record.key())) % RunningGantry.PARTITIONS;
  }

  private static FrameDetections detections(long frame) {
    return FrameDetections.newBuilder()
        .setCameraId("north")
        .setStreamEpoch(1)
        .setFrameSeq(frame)
        .setCapturedAtUs(1_767_225_600_000_000L + frame * 100_000)
        .setWidth(640)
        .setHeight(360)
        .setModel("box-v1")
        .setDetections(
            List.of(
                Detection.newBuilder()
                    .setLabel("car")
                    .setScore(0.75f)
                    .setX(10)
                    .setY(20)
                    .setWidth(30)
                    .setHeight(40)
                    .build()))
        .build();
  }
}
