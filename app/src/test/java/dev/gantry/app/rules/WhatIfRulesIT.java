package dev.gantry.app.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.cluster.EmbeddedCluster;
import dev.gantry.app.cluster.EmbeddedClusterSettings;
import dev.gantry.app.definition.ApplyCommand;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.TopicAdmin;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What other rules would have said about what lies in Kafka. */
class WhatIfRulesIT {

  private static final String RULE =
      """
      kind: rule
      alert: gone
      on: camera-events
      expr: event.type == "OFFLINE"
      for: 1m
      """;

  private static EmbeddedCluster cluster;

  @TempDir Path dir;

  @BeforeAll
  static void startCluster() {
    cluster = EmbeddedCluster.start(EmbeddedClusterSettings.temporary());
    TopicCatalogue topics = new TopicCatalogue("", new InMemorySchemaRegistry());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      TopicAdmin.ensure(admin, topics.all(), OptionalInt.of(4));
    }
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @Test
  void shouldCompareOverWhatWasRecorded() throws Exception {
    // given
    Path base = Files.writeString(dir.resolve("rules.yaml"), RULE);
    Path tried = Files.writeString(dir.resolve("tried.yaml"), RULE.replace("1m", "10s"));
    run(new ApplyCommand(), "-f", base.toString());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < 20; i++) {
        String event =
            "{\"camera_id\": \"c%d\", \"type\": \"OFFLINE\", \"occurred_at\": \"2026-02-01T08:00:%02dZ\"}"
                .formatted(i, i);
        producer
            .send(
                new ProducerRecord<>(
                    "camera-events", ("c" + i).getBytes(UTF_8), event.getBytes(UTF_8)))
            .get();
      }
      producer
          .send(new ProducerRecord<>("camera-events", "c0".getBytes(UTF_8), new byte[] {7}))
          .get();
      String another =
          "{\"camera_id\": \"c99\", \"type\": \"OFFLINE\", \"occurred_at\":"
              + " \"2026-02-01T08:00:00Z\"}";
      producer
          .send(
              new ProducerRecord<>("camera-events", "c0".getBytes(UTF_8), another.getBytes(UTF_8)))
          .get();
    }

    // when
    String first = run(new WhatIfRules(), "--rules", tried.toString());
    String second = run(new WhatIfRules(), "--rules", tried.toString());

    // then
    assertThat(first)
        .isEqualTo(second)
        .contains("fired 2026-02-01T08:00:10Z")
        .contains("before: fired 2026-02-01T08:01:00Z")
        .contains("0 gained, 0 lost, 20 moved, 0 changed, 0 the same; over 20 camera-events")
        .contains("2 records could not be taken");
  }

  private static String run(Object command, String... args) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(command);
    line.setOut(new PrintWriter(out, true));
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(
        List.of("--bootstrap", cluster.bootstrapServers(), "--registry", cluster.registryUrl()));
    assertThat(line.execute(all.toArray(String[]::new))).isZero();
    return out.toString();
  }
}
