package dev.gantry.schemas.serde;

import static dev.gantry.schemas.serde.TestObjects.frameOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.schemas.internal.ReadInOrder;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.registry.SchemaRegistryException;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {

  private static final String TOPIC = "vehicle-detections";
  private static final String RECORDS = "dev.gantry.schemas.records";

  private final SchemaRegistry registry = new InMemorySchemaRegistry();
  private final AvroSerde<FrameDetections> serde = new AvroSerde<>(FrameDetections.class, registry);

  private byte[] write(FrameDetections frame) {
    return serde.serializer().serialize(TOPIC, frame);
  }

  @Test
  void shouldReadWhatItWrote() {
    // given
    FrameDetections frame = frameOf(8);
    // when
    byte[] bytes = write(frame);
    // then
    assertThat(bytes[0]).isZero();
    assertThat(bytes[4]).isEqualTo((byte) 1);
    assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(frame);
  }

  @Test
  void shouldKeepNull() {
    assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
    assertThat(serde.deserializer().deserialize(TOPIC, (byte[]) null)).isNull();
  }

  @Test
  void shouldReadRecordsOfOlderWriter() {
    // given a writer that knows two fields, the second of which is gone since
    Schema old =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "FrameDetections", "fields": [
                  {"name": "camera_id", "type": "string"},
                  {"name": "gone", "type": "long"}]}""");
    int id = registry.register("other", old);
    byte[] bytes = {0, 0, 0, 0, (byte) id, 4, 'c', '1', 2};
    // when
    FrameDetections read = serde.deserializer().deserialize(TOPIC, bytes);
    // then
    assertThat(read.getCameraId()).isEqualTo("c1");
    assertThat(read.getDetections()).isEmpty();
  }

  @Test
  void shouldReadFieldsInTheOrderInWhichTheyWereWritten() {
    // given a writer with the same fields, the second and the third of them swapped
    List<Schema.Field> fields =
        FrameDetections.getClassSchema().getFields().stream()
            .map(field -> new Schema.Field(field, field.schema()))
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.swap(fields, 1, 2);
    int id =
        registry.register(
            "other", Schema.createRecord("FrameDetections", "", RECORDS, false, fields));
    byte[] bytes = write(frameOf(2));
    bytes[4] = (byte) id;
    // when
    FrameDetections read = serde.deserializer().deserialize(TOPIC, bytes);
    // then
    assertThat(read.getFrameSeq()).isEqualTo(frameOf(2).getStreamEpoch());
    assertThat(read.getStreamEpoch()).isEqualTo(frameOf(2).getFrameSeq());
    assertThat(read.getDetections()).isEqualTo(frameOf(2).getDetections());
  }

  @Test
  void shouldHaveRecordsThatCanBeReadWithoutHoldingThemAgainstTheWritersSchema() {
    assertThat(new TopicCatalogue("", registry).all())
        .filteredOn(topic -> SpecificRecordBase.class.isAssignableFrom(topic.valueType()))
        .isNotEmpty()
        .allSatisfy(topic -> assertThat(ReadInOrder.class).isAssignableFrom(topic.valueType()));
  }

  @Test
  void shouldNameTheFieldWhenItIsNull() {
    // given
    FrameDetections frame = frameOf(1);
    frame.put("model", null);
    // then
    assertThatThrownBy(() -> write(frame))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("model: expected a value, found null");
    assertThat(write(frameOf(2))).isNotEmpty();
  }

  @Test
  void shouldRefuseRecordOfAnotherType() {
    // given
    byte[] bytes =
        new AvroSerde<>(CameraEvent.class, registry)
            .serializer()
            .serialize(TOPIC, CameraEvent.newBuilder().build());
    // then
    assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("expected FrameDetections, found CameraEvent");
  }

  @Test
  void shouldPassOnThatTheRegistryIsDown() {
    // given
    byte[] bytes = write(frameOf(1));
    AvroSerde<FrameDetections> cutOff = new AvroSerde<>(FrameDetections.class, new DownRegistry());
    // then
    assertThatThrownBy(() -> cutOff.deserializer().deserialize(TOPIC, bytes))
        .isInstanceOf(SchemaRegistryException.class);
  }

  @Test
  void shouldServeSeveralThreadsAtOnce() throws Exception {
    // given
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Boolean>> results = new ArrayList<>();
    // when
    for (int t = 0; t < 4; t++) {
      int boxes = t * 3;
      results.add(
          threads.submit(
              () -> {
                boolean same = true;
                for (int i = 0; i < 2_000; i++) {
                  FrameDetections frame = frameOf(boxes);
                  same &= frame.equals(serde.deserializer().deserialize(TOPIC, write(frame)));
                }
                return same;
              }));
    }
    // then
    for (Future<Boolean> result : results) {
      assertThat(result.get(60, TimeUnit.SECONDS)).isTrue();
    }
    threads.shutdown();
  }

  private static final class DownRegistry implements SchemaRegistry {

    @Override
    public int register(String subject, Schema schema) {
      throw down();
    }

    @Override
    public Schema schemaById(int id) {
      throw down();
    }

    private static SchemaRegistryException down() {
      return new SchemaRegistryException(
          SchemaRegistryException.Kind.UNAVAILABLE, "no answer", null);
    }
  }
}
