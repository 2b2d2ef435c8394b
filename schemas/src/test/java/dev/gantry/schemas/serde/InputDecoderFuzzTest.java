package dev.gantry.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.Definition;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.registry.SchemaRegistryException;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

/** Whatever lies on a topic, decoding it ends in a record or in a malformed-record exception. */
class InputDecoderFuzzTest {

  private static final byte[] KEY = "key".getBytes(StandardCharsets.UTF_8);
  private static final String ENVELOPE =
      "{\"event_type\":\"task.created\",\"task_id\":\"test-123\",\"user_id\":\"user-456\","
          + "\"timestamp\":\"2026-02-08T10:00:00Z\",\"payload\":{\"title\":\"Test Task\"}}";
  private static final String CLOUD_EVENT =
      "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"s\",\"type\":\"task.created\","
          + "\"subject\":\"t\",\"time\":\"2026-02-08T10:00:00Z\",\"data\":{\"title\":[1,{}]}}";

  private final SchemaRegistry registry = new InMemorySchemaRegistry();

  private boolean isTaken(InputDecoder<?> decoder, byte[] value) {
    try {
      decoder.decode("topic", KEY, value);
      return true;
    } catch (MalformedRecordException e) {
      assertThat(e.explanation()).isNotBlank().hasSizeLessThan(2_000);
      return false;
    } catch (RuntimeException | Error e) {
      return fail("value " + Arrays.toString(value), e);
    }
  }

  private byte[] frame() {
    return new AvroSerde<>(FrameDetections.class, registry)
        .serializer()
        .serialize("vehicle-detections", TestObjects.frameOf(8));
  }

  @Test
  void shouldSurviveRandomBytesOnEveryTopic() {
    Random random = new Random(1);
    for (Topic<?> topic : new TopicCatalogue("", registry).all()) {
      if (SpecificRecordBase.class.isAssignableFrom(topic.valueType())) {
        InputDecoder<?> decoder =
            new InputDecoder<>(topic.valueType().asSubclass(SpecificRecordBase.class), registry);
        registry.register(topic.subject(), schemaOf(topic));
        for (int i = 0; i < 1_000; i++) {
          byte[] value = new byte[random.nextInt(200)];
          random.nextBytes(value);
          for (int j = 0; i % 2 == 0 && j < 4 && j < value.length; j++) {
            value[j] = 0;
          }
          if (i % 4 == 0 && value.length > 4) {
            value[4] = (byte) (1 + random.nextInt(30));
          }
          isTaken(decoder, value);
        }
      }
    }
  }

  private static Schema schemaOf(Topic<?> topic) {
    return dev.gantry.schemas.internal.RecordModel.data().getSchema(topic.valueType());
  }

  @Test
  void shouldRefuseEveryTruncation() {
    // given
    InputDecoder<FrameDetections> decoder = new InputDecoder<>(FrameDetections.class, registry);
    byte[] whole = frame();
    assertThat(isTaken(decoder, whole)).isTrue();
    // then
    for (int length = 0; length < whole.length; length++) {
      assertThat(isTaken(decoder, Arrays.copyOf(whole, length))).as("length %s", length).isFalse();
    }
    assertThat(isTaken(decoder, Arrays.copyOf(whole, whole.length + 1))).isFalse();
  }

  @Test
  void shouldSurviveFlippedBytes() {
    // given
    InputDecoder<FrameDetections> decoder = new InputDecoder<>(FrameDetections.class, registry);
    byte[] whole = frame();
    Random random = new Random(2);
    // then
    for (int i = 0; i < 20_000; i++) {
      byte[] value = whole.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        value[random.nextInt(value.length)] = (byte) random.nextInt();
      }
      isTaken(decoder, value);
    }
  }

  @Test
  void shouldSurviveMangledJson() {
    // given
    InputDecoder<TaskEvent> decoder = new InputDecoder<>(TaskEvent.class, registry);
    Random random = new Random(3);
    String noise = "{}[]\",:\\0123456789.eE+-truefalsn \u0000\u00e9";
    // then
    for (String json : List.of(ENVELOPE, CLOUD_EVENT)) {
      assertThat(isTaken(decoder, json.getBytes(StandardCharsets.UTF_8))).isTrue();
      for (int i = 0; i < 10_000; i++) {
        StringBuilder mangled = new StringBuilder(json);
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
          int at = random.nextInt(mangled.length());
          char c = noise.charAt(random.nextInt(noise.length()));
          switch (random.nextInt(3)) {
            case 0 -> mangled.setCharAt(at, c);
            case 1 -> mangled.insert(at, c);
            default -> mangled.setLength(Math.max(1, at));
          }
        }
        isTaken(decoder, mangled.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void shouldSurviveEveryValueInEveryField() {
    // given
    List<String> values =
        List.of(
            "null",
            "true",
            "0",
            "-1",
            "3.5",
            "1e400",
            "9223372036854775808",
            "\"\"",
            "\"x\"",
            "\"2026-01-01T00:00:00Z\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"/9j/\"",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "[{}]",
            "{\"a\":null}",
            "{\"a\":[{}]}",
            "[{\"label\":1}]");
    String time = "\"2026-01-01T00:00:00Z\"";
    // then
    for (Topic<?> topic : new TopicCatalogue("", registry).all()) {
      if (!SpecificRecordBase.class.isAssignableFrom(topic.valueType())) {
        continue;
      }
      InputDecoder<?> decoder =
          new InputDecoder<>(topic.valueType().asSubclass(SpecificRecordBase.class), registry);
      for (Schema.Field field : schemaOf(topic).getFields()) {
        for (String value : values) {
          String given = "\"" + field.name() + "\":" + value;
          for (String json :
              List.of(
                  "{" + given + "}",
                  "{\"event_type\":\"a.b\",\"timestamp\":" + time + "," + given + "}",
                  "{\"event_type\":\"a.b\",\"timestamp\":" + time + ",\"payload\":{" + given + "}}",
                  "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"s\",\"type\":\"t\","
                      + "\"time\":"
                      + time
                      + ",\"data\":{"
                      + given
                      + "}}")) {
            isTaken(decoder, json.getBytes(StandardCharsets.UTF_8));
          }
        }
      }
    }
  }

  @Test
  void shouldNotAllocateWhatARecordOnlyClaims() throws IOException {
    // given arrays, maps, strings and bytes that claim two thousand million items
    int id = registry.register("t", Definition.getClassSchema());
    for (long claim : new long[] {Integer.MAX_VALUE - 8L, Long.MAX_VALUE, -5, Long.MIN_VALUE}) {
      for (Schema.Type type :
          List.of(Schema.Type.ARRAY, Schema.Type.MAP, Schema.Type.STRING, Schema.Type.BYTES)) {
        claimOf(Frame.class, type, claim);
        claimOf(FrameDetections.class, type, claim);
        claimOf(TaskEvent.class, type, claim);
        claimOf(TrackUpdate.class, type, claim);
      }
    }
    assertThat(id).isPositive();
  }

  /** A record good up to its first field of a type, which claims a length and then ends. */
  private <T extends SpecificRecordBase> void claimOf(Class<T> type, Schema.Type wanted, long claim)
      throws IOException {
    Schema schema = dev.gantry.schemas.internal.RecordModel.data().getSchema(type);
    int id = registry.register("claims", schema);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {0, 0, 0, 0, (byte) id});
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    for (Schema.Field field : schema.getFields()) {
      if (field.schema().getType() == wanted) {
        encoder.writeLong(claim);
        assertThat(isTaken(new InputDecoder<>(type, registry), out.toByteArray())).isFalse();
        return;
      }
      switch (field.schema().getType()) {
        case FLOAT -> encoder.writeFloat(1);
        case DOUBLE -> encoder.writeDouble(1);
        default -> encoder.writeInt(0);
      }
    }
  }

  @Test
  void shouldTellUnknownSchemaFromRegistryThatIsDown() {
    // given
    byte[] value = {0, 0, 0, 0, 77, 0};
    InputDecoder<CameraEvent> known = new InputDecoder<>(CameraEvent.class, registry);
    InputDecoder<CameraEvent> cutOff =
        new InputDecoder<>(
            CameraEvent.class,
            new SchemaRegistry() {
              @Override
              public int register(String subject, Schema schema) {
                throw new AssertionError();
              }

              @Override
              public Schema schemaById(int id) {
                throw new SchemaRegistryException(
                    SchemaRegistryException.Kind.UNAVAILABLE, "no answer", null);
              }
            });
    // then
    assertThatThrownBy(() -> known.decode("t", KEY, value))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("schema id 77");
    assertThatThrownBy(() -> cutOff.decode("t", KEY, value))
        .isInstanceOf(SchemaRegistryException.class);
  }

  @Test
  void shouldRefuseRecordOfAnotherTypeAndStringThatIsNotUtf8() {
    // given
    byte[] frame = frame();
    byte[] bad = frame.clone();
    bad[6] = (byte) 0xFF;
    // then
    assertThatThrownBy(() -> new InputDecoder<>(TaskEvent.class, registry).decode("t", KEY, frame))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("expected TaskEvent, found FrameDetections");
    assertThatThrownBy(
            () -> new InputDecoder<>(FrameDetections.class, registry).decode("t", KEY, bad))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("UTF-8");
  }
}
