package dev.gantry.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.topic.Cleanup;
import dev.gantry.schemas.topic.DeadLetterHeaders;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.runtime.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Ten thousand records that no topic may take, thrown at every topic that anything reads. */
class MalformedRecordsIT {
  private static final int RECORDS = 10_000;

  /** A topic, and how many applications read it: each sets a bad record aside. */
  private record Input(Topic<?> topic, int readers) {}

  private static List<Input> inputs(TopicCatalogue topics) {
    return List.of(
        new Input(topics.cameraFrames(), 1),
        new Input(topics.cameraEvents(), 1),
        new Input(topics.vehicleDetections(), 1),
        new Input(topics.vehicleTracks(), 2),
        new Input(topics.segmentPartials(), 1),
        new Input(topics.segmentSpeeds(), 1),
        new Input(topics.sensorReadings(), 1),
        new Input(topics.loopReadings(), 1),
        new Input(topics.anomalies(), 1),
        new Input(topics.taskEvents(), 2),
        new Input(topics.taskCommands(), 1),
        new Input(topics.tasksBySchedule(), 1),
        new Input(topics.authEvents(), 2),
        new Input(topics.authBySource(), 1),
        new Input(topics.authByService(), 1),
        new Input(topics.signinFindings(), 1),
        new Input(topics.signals(), 1),
        new Input(topics.cameras(), 1),
        new Input(topics.rules(), 1),
        new Input(topics.models(), 1));
  }

  @Test
  void shouldSetAllAsideWithCauseAndGoOn() throws Exception {
    try (RunningGantry gantry = new RunningGantry(List.of(Role.values()))) {
      // given
      List<Input> inputs = inputs(gantry.topics());

      // when
      Map<String, byte[][]> sent = send(gantry, inputs);

      // then
      assertThat(sent).hasSize(RECORDS);
      long expected =
          sent.keySet().stream()
              .mapToLong(
                  position -> readersOf(inputs, position.substring(0, position.indexOf('/'))))
              .sum();
      RunningGantry.await("all are set aside", () -> deadLetters(gantry).size() >= expected);
      List<ConsumerRecord<byte[], byte[]>> letters = deadLetters(gantry);
      assertThat(letters).hasSize((int) expected);
      letters.forEach(letter -> check(letter, sent));
      for (Input input : inputs) {
        assertThat(letters.stream().filter(l -> topicOf(l).equals(input.topic().name())).count())
            .as(input.topic().name())
            .isEqualTo(
                input.readers()
                    * sent.keySet().stream()
                        .filter(p -> p.startsWith(input.topic().name() + "/"))
                        .count());
      }

      // then
      assertThat(gantry.streams().isRunning()).as("%s", gantry.streams().health()).isTrue();
      assertThat(gantry.definitions().failure()).isEmpty();
      acceptsGoodRecord(gantry);
    }
  }

  @Test
  void shouldSetAsideWhatIsTooLargeAndGoOn() throws Exception {
    try (RunningGantry gantry = new RunningGantry(List.of(Role.values()))) {
      // given
      List<Input> inputs = inputs(gantry.topics());
      long expected = inputs.stream().mapToLong(input -> 2L * input.readers()).sum();

      // when
      sendLarge(gantry, inputs);

      // then
      RunningGantry.await("all are set aside", () -> deadLetters(gantry).size() >= expected);
      assertThat(deadLetters(gantry)).hasSize((int) expected);
      assertThat(gantry.streams().isRunning()).as("%s", gantry.streams().health()).isTrue();
      assertThat(gantry.definitions().failure()).isEmpty();
      acceptsGoodRecord(gantry);
    }
  }

  /** To each topic what all but fills a batch, and what only compression makes fit in one. */
  private static void sendLarge(RunningGantry gantry, List<Input> inputs) throws Exception {
    Map<String, Object> packing = new HashMap<>(gantry.client());
    packing.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    packing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 << 20);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(packing, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (Input input : inputs) {
        int most = input.topic().settings().maxMessageBytes();
        for (byte[] value :
            List.of(MalformedValues.incompressible(most - 4_200), new byte[3 << 20])) {
          producer
              .send(
                  new ProducerRecord<>(
                      input.topic().name(), "key".getBytes(StandardCharsets.UTF_8), value))
              .get();
        }
      }
    }
  }

  private static Map<String, byte[][]> send(RunningGantry gantry, List<Input> inputs)
      throws Exception {
    int text = gantry.registry().register("text", Schema.create(Schema.Type.STRING));
    List<MalformedValues> values = new ArrayList<>();
    for (Input input : inputs) {
      Schema own = SpecificData.get().getSchema(input.topic().valueType());
      int id = gantry.registry().register(input.topic().subject(), own);
      values.add(new MalformedValues(id, text, values.size()));
    }
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    List<Future<RecordMetadata>> acknowledged = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            gantry.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < RECORDS; i++) {
        int each = i % inputs.size();
        int kind = i / inputs.size() % MalformedValues.KINDS;
        Topic<?> topic = inputs.get(each).topic();
        // The broker itself refuses records without a key where a topic is compacted.
        boolean keyed = topic.settings().cleanup() == Cleanup.COMPACT || i % 7 != 0;
        byte[] key = keyed ? ("key-" + i % 50).getBytes(StandardCharsets.UTF_8) : null;
        records.add(new ProducerRecord<>(topic.name(), key, values.get(each).value(kind)));
        acknowledged.add(producer.send(records.get(i)));
      }
    }
    Map<String, byte[][]> sent = new HashMap<>();
    for (int i = 0; i < RECORDS; i++) {
      RecordMetadata at = acknowledged.get(i).get();
      sent.put(
          at.topic() + "/" + at.partition() + "@" + at.offset(),
          new byte[][] {records.get(i).key(), records.get(i).value()});
    }
    return sent;
  }

  /** Every dead letter is one of what was sent, byte for byte, and says why. */
  private static void check(ConsumerRecord<byte[], byte[]> letter, Map<String, byte[][]> sent) {
    String position =
        topicOf(letter)
            + "/"
            + header(letter, DeadLetterHeaders.PARTITION)
            + "@"
            + header(letter, DeadLetterHeaders.OFFSET);
    byte[][] original = Objects.requireNonNull(sent.get(position), position);
    assertThat(letter.key()).as(position).isEqualTo(original[0]);
    assertThat(letter.value()).as(position).isEqualTo(original[1]);
    assertThat(DeadLetterCause.findByCode(header(letter, DeadLetterHeaders.CAUSE)))
        .as(position)
        .isPresent()
        .isNotEqualTo(Optional.of(DeadLetterCause.PROCESSING_FAILED));
    assertThat(header(letter, DeadLetterHeaders.MESSAGE)).as(position).isNotBlank();
    assertThat(header(letter, DeadLetterHeaders.APPLICATION)).as(position).startsWith("gantry-");
  }

  private static void acceptsGoodRecord(RunningGantry gantry) throws Exception {
    String json =
        "{\"series_id\": \"s-1\", \"value\": 4.5, \"occurred_at\": \"2026-01-01T00:00:00Z\"}";
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            gantry.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  gantry.topics().sensorReadings().name(),
                  "s-1".getBytes(StandardCharsets.UTF_8),
                  json.getBytes(StandardCharsets.UTF_8)))
          .get();
    }
    RunningGantry.await(
        "a good reading is taken",
        () -> gantry.streams().queries().latestReading("s-1").isPresent());
  }

  private static int readersOf(List<Input> inputs, String topic) {
    return inputs.stream()
        .filter(input -> input.topic().name().equals(topic))
        .findFirst()
        .orElseThrow()
        .readers();
  }

  private static List<ConsumerRecord<byte[], byte[]>> deadLetters(RunningGantry gantry) {
    return gantry.committed(gantry.topics().deadLetters());
  }

  private static String topicOf(ConsumerRecord<byte[], byte[]> letter) {
    return header(letter, DeadLetterHeaders.TOPIC);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(
        Objects.requireNonNull(record.headers().lastHeader(name), name).value(),
        StandardCharsets.UTF_8);
  }
}
