package dev.gantry.bench.intake;

import dev.gantry.app.cluster.EmbeddedCluster;
import dev.gantry.app.cluster.EmbeddedClusterSettings;
import dev.gantry.ingest.EventReader;
import dev.gantry.ingest.cloudevents.CloudEventServer;
import dev.gantry.ingest.cloudevents.CloudEventSettings;
import dev.gantry.schemas.registry.RegistrySettings;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicAdmin;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.TopicWriter;
import dev.gantry.schemas.topic.WholeTopics;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Posts events to the intake of {@code gantry ingest cloudevents}, each connection the next request
 * as soon as the one before is answered: once all replicas have its events. Clients, intake and
 * broker share this process.
 */
final class IntakeBench {

  private static final int MOST_BODY = 1_048_576;
  private static final Duration CONFIRMED = Duration.ofSeconds(10);
  private static final long WORST_MICROS = TimeUnit.MINUTES.toMicros(1);

  private final Plan plan;
  private final Consumer<String> progress;
  private final AtomicLong acknowledged = new AtomicLong();

  /**
   * What to do.
   *
   * @param connections connections, 1 or more
   * @param batches events of a request, for each leg
   * @param warmup how long before measuring each
   * @param measured how long to measure it
   */
  record Plan(int connections, List<Integer> batches, Duration warmup, Duration measured) {

    Plan {
      batches = List.copyOf(batches);
    }
  }

  IntakeBench(Plan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  IntakeResult run() throws InterruptedException {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(EmbeddedClusterSettings.temporary());
        RestSchemaRegistry registry =
            new RestSchemaRegistry(RegistrySettings.of(cluster.registryUrl()))) {
      Map<String, Object> client = Map.of("bootstrap.servers", cluster.bootstrapServers());
      TopicCatalogue topics = new TopicCatalogue("", registry);
      try (Admin admin = Admin.create(client)) {
        TopicAdmin.ensure(admin, topics.all(), OptionalInt.empty());
      }
      List<IntakeLeg> legs = legs(client, new EventReader(topics, registry, Clock.systemUTC()));
      return new IntakeResult(
          plan.connections(), acknowledged.get(), inKafka(client, topics), legs);
    }
  }

  private List<IntakeLeg> legs(Map<String, Object> client, EventReader reader)
      throws InterruptedException {
    CloudEventSettings settings =
        new CloudEventSettings("127.0.0.1", 0, MOST_BODY, plan.connections());
    try (TopicWriter writer = TopicWriter.connect(client, CONFIRMED);
        CloudEventServer server = CloudEventServer.start(settings, reader, writer)) {
      List<IntakeLeg> legs = new ArrayList<>();
      for (int batch : plan.batches()) {
        progress.accept("Posting %d events a request ...".formatted(batch));
        legs.add(leg(server.address(), batch));
      }
      return legs;
    }
  }

  private IntakeLeg leg(URI address, int batch) throws InterruptedException {
    long begin = System.nanoTime() + plan.warmup().toNanos();
    long end = begin + plan.measured().toNanos();
    AtomicLong next = new AtomicLong();
    IntakeEvents events = new IntakeEvents(address, batch);
    ExecutorService pool = Executors.newFixedThreadPool(plan.connections());
    try {
      List<Future<Histogram>> posting = new ArrayList<>();
      for (int i = 0; i < plan.connections(); i++) {
        posting.add(pool.submit(() -> post(events, next, begin, end)));
      }
      TimeUnit.NANOSECONDS.sleep(begin - System.nanoTime());
      double cpuBefore = cpuMicros();
      Histogram all = histogram();
      for (Future<Histogram> each : posting) {
        all.add(each.get());
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      return IntakeLeg.of(batch, seconds, all, cpuMicros() - cpuBefore);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private Histogram post(IntakeEvents events, AtomicLong next, long begin, long end)
      throws Exception {
    Histogram micros = histogram();
    try (Posts posts = new Posts(events.address())) {
      while (System.nanoTime() < end) {
        byte[] request = events.request(next.getAndIncrement());
        long sent = System.nanoTime();
        posts.post(request);
        long answered = System.nanoTime();
        acknowledged.addAndGet(events.batch());
        if (answered >= begin) {
          micros.recordValue(
              Math.min(WORST_MICROS, TimeUnit.NANOSECONDS.toMicros(answered - sent)));
        }
      }
    }
    return micros;
  }

  private static Histogram histogram() {
    return new Histogram(WORST_MICROS, 3);
  }

  private static double cpuMicros() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e3;
  }

  private static long inKafka(Map<String, Object> client, TopicCatalogue topics) {
    List<String> taken =
        List.of(
                topics.taskEvents(),
                topics.authEvents(),
                topics.cameraEvents(),
                topics.sensorReadings())
            .stream()
            .map(Topic::name)
            .toList();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return consumer.endOffsets(WholeTopics.assign(consumer, taken)).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }
}
