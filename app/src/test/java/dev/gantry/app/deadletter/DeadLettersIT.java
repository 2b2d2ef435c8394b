package dev.gantry.app.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.cluster.EmbeddedCluster;
import dev.gantry.app.cluster.EmbeddedClusterSettings;
import dev.gantry.app.topic.TopicsCommand;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.topic.DeadLetterHeaders;
import dev.gantry.schemas.topic.TopicAdmin;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.WholeTopics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DeadLettersIT {
  private static final byte[] KEY = "t-1".getBytes(UTF_8);
  private static final String TASKS = "task-events";

  private static EmbeddedCluster cluster;
  private static int sites;

  @TempDir Path dir;
  private String prefix;

  private record Answer(int status, String out, String err) {}

  @BeforeAll
  static void startCluster() {
    cluster = EmbeddedCluster.start(EmbeddedClusterSettings.temporary());
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  /** Each test has topics of its own, under a prefix. */
  @BeforeEach
  void createTopics() {
    prefix = "site-" + ++sites + ".";
    TopicCatalogue topics = new TopicCatalogue(prefix, new InMemorySchemaRegistry());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      TopicAdmin.ensure(
          admin, List.of(topics.taskEvents(), topics.deadLetters()), OptionalInt.of(4));
    }
  }

  @Test
  void shouldListShowAndCount() throws Exception {
    // given
    setAside(DeadLetterCause.WRONG_PARTITION, 3, 7, KEY, "{\"id\": 1}".getBytes(UTF_8));
    setAside(DeadLetterCause.UNREADABLE, 0, 8, null, new byte[] {1, 2, (byte) 0xff});

    // when
    Answer list = run("list");
    Answer filtered = run("list", "--cause", "unreadable", "--json");
    Answer summary = run("list", "--summary");

    // then
    assertThat(list.status()).isZero();
    assertThat(list.out())
        .contains("wrong_partition", prefix + TASKS + "/3@7", "key=t-1", "2 dead letters");
    var row = new ObjectMapper().readTree(filtered.out());
    assertThat(row.path("cause").asText()).isEqualTo("unreadable");
    assertThat(row.path("offset").asLong()).isEqualTo(8);
    assertThat(row.path("key").isNull()).isTrue();
    assertThat(row.path("bytes").asInt()).isEqualTo(3);
    assertThat(summary.out()).contains("1  unreadable", "1  wrong_partition", "2  in all");

    // when
    Path out = dir.resolve("value");
    Answer show = run("show", row.path("id").asText(), "--out", out.toString());

    // then
    assertThat(show.out()).contains("3 bytes", "01 02 ff", "never");
    assertThat(Files.readAllBytes(out)).containsExactly(1, 2, 0xff);
    assertThat(run("show", "9:9").status()).isEqualTo(1);
  }

  @Test
  void shouldReplayOnceAndSaySo() throws Exception {
    // given
    byte[] value = "{\"id\": 1}".getBytes(UTF_8);
    setAside(DeadLetterCause.WRONG_PARTITION, 3, 7, KEY, value);
    int home = Replayer.partitionOf(KEY, 4);

    // when
    Answer dry = run("replay", "--all", "--dry-run");
    Answer first = run("replay", "--all");
    Answer second = run("replay", "--all");

    // then
    assertThat(dry.out()).contains("would go to " + prefix + TASKS + "/" + home);
    assertThat(first.status()).isZero();
    assertThat(first.out()).contains("went to " + prefix + TASKS + "/" + home, "1 replayed");
    assertThat(second.out()).contains("was replayed", "0 replayed, 1 left alone");
    List<ConsumerRecord<byte[], byte[]>> back = consume(prefix + TASKS);
    assertThat(back).hasSize(1);
    assertThat(back.get(0).partition()).isEqualTo(home);
    assertThat(back.get(0).key()).isEqualTo(KEY);
    assertThat(back.get(0).value()).isEqualTo(value);
    assertThat(back.get(0).headers().lastHeader(DeadLetterHeaders.REPLAY_OF).value())
        .asString(UTF_8)
        .isEqualTo(prefix + TASKS + "/3@7");
    assertThat(run("list").out()).contains("replayed 2", "1 dead letter");

    // when, then
    assertThat(run("replay", "--all", "--force").out()).contains("1 replayed");
    assertThat(consume(prefix + TASKS)).hasSize(2);
  }

  @Test
  void shouldReplayOneRecordOnceWhenTwoApplicationsSetItAside() throws Exception {
    setAside(DeadLetterCause.INVALID, 1, 5, KEY, new byte[] {1});
    setAside(DeadLetterCause.INVALID, 1, 5, KEY, new byte[] {1});

    assertThat(run("replay", "--topic", prefix + TASKS).out()).contains("1 replayed");

    assertThat(consume(prefix + TASKS)).hasSize(1);
  }

  @Test
  void shouldFailForWhatCannotBeReplayed() throws Exception {
    setAside(DeadLetterCause.INVALID, 1, 5, KEY, null);
    String id = idOf(run("list", "--json").out());

    assertThat(run("replay").status()).isEqualTo(2);
    assertThat(run("replay", id, "--all").status()).isEqualTo(2);
    assertThat(run("replay", "7:7").out()).contains("there is no such dead letter");
    assertThat(run("replay", "7:7").status()).isEqualTo(1);
    assertThat(run("replay", id).status()).isZero();
    assertThat(run("replay", id).status()).isEqualTo(1);
    assertThat(consume(prefix + TASKS).get(0).value()).isNull();
  }

  @Test
  void shouldSayThatThereIsNoTopic() {
    prefix = "nowhere.";

    Answer answer = run("list");

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.err()).contains("there is no topic nowhere.dead-letters");
  }

  @Test
  void shouldTellHowTopicsStand() throws Exception {
    StringWriter out = new StringWriter();
    int status =
        new CommandLine(new TopicsCommand())
            .setOut(new PrintWriter(out))
            .execute("--bootstrap", cluster.bootstrapServers(), "--prefix", prefix);

    // 4 partitions where the catalogue has 6
    assertThat(status).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern(prefix + TASKS + " +4 +differs")
        .containsPattern(prefix + "camera-frames +12 +missing")
        .contains("expected 6 partitions, found 4");
  }

  private Answer run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap", cluster.bootstrapServers(), "--prefix", prefix));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        new CommandLine(new DeadLettersCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Answer(status, out.toString(), err.toString());
  }

  private static String idOf(String json) throws Exception {
    return new ObjectMapper().readTree(json).path("id").asText();
  }

  private void setAside(
      DeadLetterCause cause,
      int partition,
      long offset,
      byte @Nullable [] key,
      byte @Nullable [] value)
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  prefix + "dead-letters",
                  null,
                  key,
                  value,
                  DeadLetterHeaders.of(
                      cause,
                      "expected this, found that",
                      prefix + TASKS,
                      partition,
                      offset,
                      "gantry-match",
                      "2026-01-01T00:00:00Z")))
          .get();
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> consume(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = WholeTopics.assign(consumer, List.of(topic));
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }
}
