package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.city.CityScenario;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class SimulatorFeedTest {

  private static final int FRAMES = 750;

  private final TopicCatalogue topics = new TopicCatalogue("", new InMemorySchemaRegistry());

  @Test
  void shouldSendTheSameForTheSameScenario() throws InterruptedException {
    List<FrameDetections> first = values(run(scenario(1)), topics.vehicleDetections());
    List<FrameDetections> again = values(run(scenario(1)), topics.vehicleDetections());
    List<FrameDetections> other = values(run(scenario(2)), topics.vehicleDetections());
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void shouldNumberTheFramesOfACameraWithoutGapsWhileItIsOnline() throws InterruptedException {
    MockProducer<byte[], byte[]> sent = run(new CityScenario(1, 4, 10, 8 * 3600, false));
    List<FrameDetections> frames =
        values(sent, topics.vehicleDetections()).stream()
            .filter(frame -> frame.getCameraId().equals("city-cam-2"))
            .toList();
    assertThat(frames).hasSize(FRAMES);
    for (int i = 0; i < FRAMES; i++) {
      assertThat(frames.get(i).getFrameSeq()).isEqualTo(i);
      assertThat(frames.get(i).getCapturedAtUs() - frames.get(0).getCapturedAtUs())
          .isEqualTo(i * 100_000L);
    }
  }

  @Test
  void shouldTellWhenCamerasComeAndGo() throws InterruptedException {
    List<CameraEvent> events = values(run(scenario(1)), topics.cameraEvents());
    assertThat(events.subList(0, 4))
        .extracting(CameraEvent::getType)
        .containsOnly(CameraEventType.ONLINE);
    assertThat(events.subList(events.size() - 4, events.size()))
        .extracting(CameraEvent::getType)
        .containsOnly(CameraEventType.ENDED);
  }

  @Test
  void shouldSendNothingFromACameraThatIsOffline() throws InterruptedException {
    for (long seed = 1; seed < 40; seed++) {
      MockProducer<byte[], byte[]> sent = run(scenario(seed));
      List<CameraEvent> offline =
          values(sent, topics.cameraEvents()).stream()
              .filter(event -> event.getType() == CameraEventType.OFFLINE)
              .toList();
      if (!offline.isEmpty()) {
        CameraEvent event = offline.get(0);
        assertThat(values(sent, topics.vehicleDetections()))
            .noneMatch(
                frame ->
                    frame.getCameraId().equals(event.getCameraId())
                        && frame.getFrameSeq() >= event.getFrameSeq()
                        && frame.getFrameSeq() < event.getFrameSeq() + 100);
        return;
      }
    }
    throw new AssertionError("no seed takes a camera offline");
  }

  @Test
  void shouldSendReadingsTasksAndSignInsUnderTheKeysOfTheirTopics() throws InterruptedException {
    MockProducer<byte[], byte[]> sent = run(scenario(1));
    for (Topic<?> topic :
        List.of(topics.sensorReadings(), topics.taskEvents(), topics.authEvents())) {
      assertThat(keys(sent, topic)).as(topic.name()).isNotEmpty().isEqualTo(stated(sent, topic));
    }
    SensorReading first = values(sent, topics.sensorReadings()).get(0);
    assertThat(first.getOccurredAtUs())
        .isEqualTo(StreamSettings.DEFAULT_START_TIME.plusSeconds(30).toEpochMilli() * 1000);
  }

  /** An earlier run was killed: three cameras had come to frame 1,199, one not quite so far. */
  @Test
  void shouldGoOnWhereTheCamerasHaveComeTo() throws InterruptedException {
    CityScenario scenario = new CityScenario(1, 4, 10, 8 * 3600, false);
    CityPositions positions =
        (cameras, epoch) -> Map.of("city-cam-1", 1199L, "city-cam-2", 1197L, "city-cam-3", 1199L);
    MockProducer<byte[], byte[]> whole = run(scenario, 1300, CityPositions.NONE);
    MockProducer<byte[], byte[]> rest = run(scenario, 1300, positions);

    assertThat(values(rest, topics.vehicleDetections()))
        .containsExactlyElementsOf(
            values(whole, topics.vehicleDetections()).stream()
                .filter(frame -> frame.getFrameSeq() >= first(frame.getCameraId()))
                .toList());
    assertThat(values(rest, topics.sensorReadings()))
        .isNotEmpty()
        .containsExactlyElementsOf(
            values(whole, topics.sensorReadings()).stream()
                .filter(reading -> secondsOf(reading) >= 60)
                .toList());
    assertThat(values(rest, topics.cameraEvents()).subList(0, 4))
        .extracting(CameraEvent::getType)
        .containsOnly(CameraEventType.ONLINE);
  }

  private static long first(String camera) {
    return camera.equals("city-cam-2") ? 1198 : 1200;
  }

  private static long secondsOf(SensorReading reading) {
    return reading.getOccurredAtUs() / 1_000_000
        - StreamSettings.DEFAULT_START_TIME.getEpochSecond();
  }

  @Test
  void shouldTellOfCamerasThatAreStoppedThatTheyAreAwayAndNotThatTheyHaveEnded()
      throws InterruptedException {
    SimulatorSettings settings = settings(scenario(1), OptionalLong.empty());
    SimulatorFeed feed = feed(settings);
    var producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
          @Override
          public synchronized Future<RecordMetadata> send(
              ProducerRecord<byte[], byte[]> record, Callback callback) {
            if (history().size() == 100) {
              feed.close();
            }
            return super.send(record, callback);
          }
        };
    try (feed;
        var publisher = new RecordPublisher(producer)) {
      feed.run(publisher, topics, CityPositions.NONE);
    }
    long last =
        values(producer, topics.vehicleDetections()).stream()
            .mapToLong(FrameDetections::getFrameSeq)
            .max()
            .orElseThrow();
    List<CameraEvent> events = values(producer, topics.cameraEvents());
    assertThat(events.subList(events.size() - 4, events.size()))
        .allSatisfy(
            event -> {
              assertThat(event.getType()).isEqualTo(CameraEventType.OFFLINE);
              assertThat(event.getFrameSeq()).isEqualTo(last + 1);
            });
    assertThat(feed.framesReached()).isEqualTo(last + 1);
  }

  /** While a slow broker is waited for, frames lie in the producer's buffer. */
  @Test
  void shouldCallFramesLateThatKafkaAcknowledgesLate() throws InterruptedException {
    AtomicLong now = new AtomicLong();
    var slow =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
          @Override
          public synchronized void flush() {
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(80));
            super.flush();
          }
        };
    SimulatorSettings settings =
        new SimulatorSettings(
            scenario(1), StreamSettings.DEFAULT_START_TIME, Pace.REAL_TIME, OptionalLong.of(1));
    try (var feed =
            new SimulatorFeed(
                settings,
                SimulatedRecords.ofEverything(settings, Clock.systemUTC()),
                new Pacer(settings.pace(), now::get));
        var publisher = new RecordPublisher(slow)) {
      feed.run(publisher, topics, CityPositions.NONE);
      assertThat(feed.stats().framesSent()).isEqualTo(4);
      assertThat(feed.stats().framesArrived()).isEqualTo(4);
      assertThat(feed.stats().framesLate()).isEqualTo(4);
      assertThat(feed.stats().worstLag()).isEqualTo(Duration.ofMillis(80));
    }
  }

  private static List<String> keys(MockProducer<byte[], byte[]> sent, Topic<?> topic) {
    return sent.history().stream()
        .filter(message -> message.topic().equals(topic.name()))
        .map(message -> new String(message.key(), StandardCharsets.UTF_8))
        .toList();
  }

  private static <V> List<String> stated(MockProducer<byte[], byte[]> sent, Topic<V> topic) {
    return values(sent, topic).stream().map(value -> topic.keyOf(value).orElseThrow()).toList();
  }

  private static CityScenario scenario(long seed) {
    return new CityScenario(seed, 4, 10, 8 * 3600, true);
  }

  private MockProducer<byte[], byte[]> run(CityScenario scenario) throws InterruptedException {
    return run(scenario, FRAMES, CityPositions.NONE);
  }

  private MockProducer<byte[], byte[]> run(
      CityScenario scenario, int frames, CityPositions positions) throws InterruptedException {
    var producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    try (var feed = feed(settings(scenario, OptionalLong.of(frames)));
        var publisher = new RecordPublisher(producer)) {
      feed.run(publisher, topics, positions);
      assertThat(feed.stats().framesLate()).isZero();
      assertThat(feed.framesReached()).isEqualTo(frames);
    }
    return producer;
  }

  private static SimulatorSettings settings(CityScenario scenario, OptionalLong frames) {
    return new SimulatorSettings(scenario, StreamSettings.DEFAULT_START_TIME, Pace.UNPACED, frames);
  }

  private static SimulatorFeed feed(SimulatorSettings settings) {
    return new SimulatorFeed(
        settings,
        SimulatedRecords.ofEverything(settings, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));
  }

  private static <V> List<V> values(MockProducer<byte[], byte[]> sent, Topic<V> topic) {
    return sent.history().stream()
        .filter(message -> message.topic().equals(topic.name()))
        .map(
            message -> topic.valueSerde().deserializer().deserialize(topic.name(), message.value()))
        .toList();
  }
}
