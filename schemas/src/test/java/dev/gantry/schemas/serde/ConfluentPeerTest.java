package dev.gantry.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.internal.RecordModel;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.AuthOutcome;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.registry.RegistrySettings;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.registry.TestRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Byte for byte against Confluent's own serializers, as Apache Pinot ships them: the build puts the
 * archives into {@code target/peers}.
 */
class ConfluentPeerTest {

  static Stream<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target", "peers"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
    }
  }

  @Test
  void shouldHaveSomebodyToCompareWith() throws IOException {
    assertThat(archives()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("archives")
  void shouldWriteTheSameBytesAndReadEachOther(Path archive) throws Exception {
    for (SpecificRecordBase record : List.of(TestObjects.frameOf(8), image(), task(), signIn())) {
      compare(archive, record);
    }
  }

  private static <T extends SpecificRecordBase> void compare(Path archive, T record)
      throws Exception {
    try (TestRegistry server = TestRegistry.start();
        RestSchemaRegistry registry = new RestSchemaRegistry(RegistrySettings.of(server.url()))) {
      // given
      @SuppressWarnings("unchecked") // a record's class is that of the record
      Class<T> type = (Class<T>) record.getClass();
      Schema schema = PortableSchema.of(RecordModel.data().getSchema(type));
      AvroSerde<T> serde = new AvroSerde<>(type, registry);
      String json = asJson(record);
      // when
      byte[] ours = serde.serializer().serialize("topic", record);
      Object theirs = peer(archive, "write", server.url(), "topic", schema.toString(), json);
      Object read = peer(archive, "read", server.url(), "topic", ours);
      // then the schema was registered once, under one id
      assertThat(theirs).isEqualTo(ours);
      assertThat(fromJson(type, (String) read)).isEqualTo(record);
      assertThat(serde.deserializer().deserialize("topic", (byte[]) theirs)).isEqualTo(record);
    }
  }

  private static Object peer(Path archive, Object... request) throws Exception {
    URL[] classes = {
      archive.toUri().toURL(),
      location(Class.forName("org.slf4j.Logger")),
      location(ConfluentPeer.class)
    };
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(loader);
      Callable<?> call =
          (Callable<?>)
              loader
                  .loadClass(ConfluentPeer.class.getName())
                  .getConstructor(Object[].class)
                  .newInstance((Object) request);
      return call.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static <T extends SpecificRecordBase> String asJson(T record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonEncoder encoder = EncoderFactory.get().jsonEncoder(record.getSchema(), out);
    new SpecificDatumWriter<T>(record.getSchema(), RecordModel.data()).write(record, encoder);
    encoder.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static <T extends SpecificRecordBase> T fromJson(Class<T> type, String json)
      throws IOException {
    Schema schema = RecordModel.data().getSchema(type);
    return new SpecificDatumReader<T>(schema, schema, RecordModel.data())
        .read(null, DecoderFactory.get().jsonDecoder(schema, json));
  }

  private static Frame image() {
    byte[] pixels = new byte[100_000];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    return Frame.newBuilder()
        .setCameraId("c")
        .setCapturedAtUs(TestObjects.NEW_YEAR_US)
        .setWidth(1)
        .setHeight(1)
        .setImage(ByteBuffer.wrap(pixels))
        .build();
  }

  private static TaskEvent task() {
    return TaskEvent.newBuilder()
        .setTaskId("t-ä-漢")
        .setType("task.created")
        .setOccurredAtUs(TestObjects.NEW_YEAR_US)
        .setPayload(Map.of("title", "Straße \uD83D\uDEA6"))
        .build();
  }

  private static AuthEvent signIn() {
    return AuthEvent.newBuilder()
        .setPrincipal("ann")
        .setType("login.failed")
        .setOutcome(AuthOutcome.FAILURE)
        .setLatitudeDeg(-0.1)
        .setOccurredAtUs(TestObjects.NEW_YEAR_US)
        .build();
  }
}
