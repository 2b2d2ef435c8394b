package dev.gantry.topologies.processor;

import static dev.gantry.topologies.testing.TestObjects.CAMERA;
import static dev.gantry.topologies.testing.TestObjects.detections;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.registry.SchemaRegistryException;
import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.topic.DeadLetterHeaders;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.FakeDefinitions;
import dev.gantry.topologies.testing.RoleDriver;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodeInputTest {

  @TempDir Path stateDir;

  @Test
  void shouldSetAsideWhatHasNoKeyOrAnother() {
    try (RoleDriver driver = driver(1)) {
      byte[] value = value(driver);
      assertThat(cause(driver, null, value)).isEqualTo("missing_key");
      assertThat(cause(driver, new byte[0], value)).isEqualTo("missing_key");
      assertThat(cause(driver, "quay".getBytes(UTF_8), value)).isEqualTo("key_mismatch");
      assertThat(cause(driver, new byte[] {(byte) 0xff, 0}, value)).isEqualTo("key_mismatch");
      assertThat(driver.counts().in()).isEqualTo(4);
      assertThat(driver.counts().dead()).isEqualTo(4);
    }
  }

  @Test
  void shouldSetAsideWhatLiesOnAnotherPartition() {
    try (RoleDriver driver = driver(1_000)) {
      driver.writeRaw(topic(driver), CAMERA.getBytes(UTF_8), value(driver));
      assertThat(driver.deadLetters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.cause()).isEqualTo("wrong_partition");
                assertThat(letter.message()).contains("of 1000 (murmur2 of the key), found it on");
              });
    }
  }

  @Test
  void shouldKeepKeyValueAndOriginOfADeadLetter() {
    try (RoleDriver driver = driver(1)) {
      driver.writeRaw(topic(driver), "k".getBytes(UTF_8), new byte[] {7, 7});
      RoleDriver.DeadLetter letter = driver.deadLetters().get(0);
      assertThat(letter.cause()).isEqualTo("unreadable");
      assertThat(letter.topic()).isEqualTo("vehicle-detections");
      assertThat(letter.record().key()).isEqualTo("k".getBytes(UTF_8));
      assertThat(letter.record().value()).containsExactly(7, 7);
      assertThat(letter.record().headers().lastHeader(DeadLetterHeaders.APPLICATION).value())
          .isEqualTo("gantry-tracking".getBytes(UTF_8));
      assertThat(letter.record().headers().lastHeader(DeadLetterHeaders.OFFSET).value())
          .isEqualTo("0".getBytes(UTF_8));
    }
  }

  @Test
  void shouldFailAndSetNothingAsideWhenTheRegistryCanNotBeAsked() {
    InMemorySchemaRegistry schemas = new InMemorySchemaRegistry();
    SchemaRegistry writesOnly =
        new SchemaRegistry() {
          @Override
          public int register(String subject, Schema schema) {
            return schemas.register(subject, schema);
          }

          @Override
          public Schema schemaById(int id) {
            throw new SchemaRegistryException(
                SchemaRegistryException.Kind.UNAVAILABLE, "the registry is down", null);
          }
        };
    RoleDriver driver = driver(1, writesOnly);
    byte[] value = value(driver);
    value[4]++; // an id that has to be looked up
    assertThatThrownBy(() -> driver.writeRaw(topic(driver), CAMERA.getBytes(UTF_8), value))
        .hasRootCauseInstanceOf(SchemaRegistryException.class);
    assertThat(driver.counts().dead()).isZero();
    assertThat(driver.deadLetters()).isEmpty();
  }

  @Test
  void shouldTakeInJson() {
    try (RoleDriver driver = driver(1)) {
      driver.writeRaw(topic(driver), CAMERA.getBytes(UTF_8), json(200));
      assertThat(driver.deadLetters()).isEmpty();
    }
  }

  @Test
  void shouldTakeTheLargestThatIsWritten() {
    try (RoleDriver driver = driver(1)) {
      int most = topic(driver).settings().maxValueBytes();
      driver.writeRaw(topic(driver), CAMERA.getBytes(UTF_8), json(most));
      assertThat(driver.deadLetters()).isEmpty();

      assertThat(cause(driver, CAMERA.getBytes(UTF_8), json(most + 1))).isEqualTo("too_large");
      driver.writeRaw(topic(driver), new byte[12_289], json(most));
      assertThat(driver.deadLetters())
          .singleElement()
          .satisfies(
              letter ->
                  assertThat(letter.message())
                      .isEqualTo(
                          "vehicle-detections: expected a key of at most 12288 bytes,"
                              + " uncompressed, found 12289"));
    }
  }

  @Test
  void shouldSetAsideEveryMalformedRecordAndStopForNone() {
    Random random = new Random(42);
    try (RoleDriver driver = driver(1)) {
      byte[] good = value(driver);
      int dead = 0;
      for (int i = 0; i < 10_000; i++) {
        byte[] value = mutated(good, random);
        driver.writeRaw(
            topic(driver), random.nextInt(10) == 0 ? null : CAMERA.getBytes(UTF_8), value);
        List<RoleDriver.DeadLetter> letters = driver.deadLetters();
        letters.forEach(
            letter -> assertThat(DeadLetterCause.findByCode(letter.cause())).isPresent());
        dead += letters.size();
      }
      assertThat(dead).isGreaterThan(5_000);
      assertThat(driver.counts().dead()).isEqualTo(dead);
      assertThat(driver.counts().in()).isEqualTo(10_000);
    }
  }

  private static byte @Nullable [] mutated(byte[] good, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> null;
      case 1 -> new byte[0];
      case 2 -> Arrays.copyOf(good, random.nextInt(good.length));
      case 3 -> {
        byte[] noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);
        yield noise;
      }
      case 4 -> ("{\"camera_id\":" + random.nextInt()).getBytes(UTF_8);
      default -> {
        byte[] flipped = good.clone();
        for (int i = 0; i < 4; i++) {
          flipped[random.nextInt(flipped.length)] = (byte) random.nextInt();
        }
        yield flipped;
      }
    };
  }

  /** Detections of so many bytes. */
  private static byte[] json(int bytes) {
    String end =
        "{\"camera_id\":\"bridge\",\"captured_at_us\":1767225600000000,\"time_mode\":\"REPLAY\","
            + "\"width\":400,\"height\":600,\"model\":\"edge\",\"detections\":[]}";
    return (" ".repeat(bytes - end.length()) + end).getBytes(UTF_8);
  }

  private RoleDriver driver(int partitions) {
    return driver(partitions, new InMemorySchemaRegistry());
  }

  private RoleDriver driver(int partitions, SchemaRegistry registry) {
    return new RoleDriver(
        Role.TRACKING, stateDir, new FakeDefinitions(), topic -> partitions, registry);
  }

  private static Topic<?> topic(RoleDriver driver) {
    return driver.topics().vehicleDetections();
  }

  private static byte[] value(RoleDriver driver) {
    return driver
        .topics()
        .vehicleDetections()
        .valueSerde()
        .serializer()
        .serialize("vehicle-detections", detections(CAMERA, 3, 1));
  }

  private static String cause(RoleDriver driver, byte @Nullable [] key, byte[] value) {
    driver.writeRaw(topic(driver), key, value);
    return driver.deadLetters().get(0).cause();
  }
}
