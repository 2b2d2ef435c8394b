package dev.gantry.topologies.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.topologies.port.RoleCounters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role that starts anew, on real state, with clients that wait by a clock that was set back. */
class RoleRenewalTest {

  private static final String REASON = "the clock was set back by 90.0 s";

  private final ScheduledThreadPoolExecutor supervisor = new ScheduledThreadPoolExecutor(1);
  private final CompletableFuture<RoleFailure> failed = new CompletableFuture<>();
  private final WaitingClients clients = new WaitingClients();

  @TempDir private Path stateDir;
  private RoleRunner runner;

  @BeforeEach
  void make() {
    runner = runner(stateDir);
  }

  private RoleRunner runner(Path dir) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "renewed");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
    return new RoleRunner(
        Role.TRACKING,
        RoleRenewalTest::topology,
        properties,
        clients,
        new RoleCounters(),
        supervisor,
        failed);
  }

  @AfterEach
  void stop() {
    clients.end();
    runner.close(Duration.ofSeconds(10));
    supervisor.shutdownNow();
  }

  @Test
  void shouldStartAnewThoughItsClientsWait() throws Exception {
    // given
    runner.start();
    KafkaStreams before = runner.streams().orElseThrow();
    clients.waiting.await();
    // when
    runner.renew(REASON);
    // then
    assertThat(before.state()).isEqualTo(KafkaStreams.State.NOT_RUNNING);
    assertThat(runner.streams()).isPresent().get().isNotSameAs(before);
    assertThat(failed).isNotDone();
  }

  @Test
  void shouldSayThatItCanNotBeStoppedRatherThanFindItsStateLocked() throws Exception {
    // given
    clients.canBeWoken = false;
    runner.start();
    clients.waiting.await();
    // when
    runner.renew(REASON);
    // then
    assertThat(runner.health().state()).isEqualTo(RoleHealth.State.FAILED);
    assertThat(runner.health().cause().orElse("")).contains("it did not stop after " + REASON);
    assertThat(failed).isDone();
  }

  @Test
  void shouldNotFailByWhatEndedBefore() throws Exception {
    // given
    CountDownLatch busy = new CountDownLatch(1);
    supervisor.execute(() -> await(busy));
    clients.fail = true;
    runner.start();
    clients.started.countDown();
    until(() -> !supervisor.getQueue().isEmpty());
    // when
    clients.fail = false;
    runner.renew(REASON);
    KafkaStreams renewed = runner.streams().orElseThrow();
    busy.countDown();
    supervisor.submit(() -> {}).get(10, TimeUnit.SECONDS);
    // then
    assertThat(runner.streams()).containsSame(renewed);
    assertThat(failed).isNotDone();
  }

  /** Who wins is left to chance, which each time takes the thread's side now and then. */
  @Test
  void shouldStartAgainWhatEndedWhileItWasBeingStarted() {
    clients.fail = true;
    clients.started.countDown();
    for (int i = 0; i < 40; i++) {
      RoleRunner hasty = runner(stateDir.resolve("of-" + i));
      hasty.start();
      assertThat(failed).isNotDone();
      hasty.close(Duration.ofSeconds(10));
    }
  }

  @Test
  void shouldLeaveWhatIsNotStartedYet() {
    // given
    runner.prepare();
    KafkaStreams prepared = runner.streams().orElseThrow();
    // when
    runner.renew(REASON);
    runner.start();
    // then
    assertThat(runner.streams()).containsSame(prepared);
    assertThat(failed).isNotDone();
  }

  /** Keeps what it reads on disk. */
  static Topology topology() {
    return new Topology()
        .addSource("in", "in")
        .addProcessor("keep", Keep::new, "in")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore("kept"), Serdes.Bytes(), Serdes.Bytes()),
            "keep");
  }

  private static final class Keep extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    @Override
    public void process(Record<byte[], byte[]> record) {}
  }

  private static void until(BooleanSupplier reached) throws InterruptedException {
    while (!reached.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Each consumer waits until it is woken, if that helps, or fails at once. */
  private static final class WaitingClients extends MockClients {

    private final CountDownLatch waiting = new CountDownLatch(1);
    private final Queue<Consumer<byte[], byte[]>> consumers = new ConcurrentLinkedQueue<>();
    private volatile boolean canBeWoken = true;
    private volatile boolean fail;

    /** Nothing fails before. */
    private final CountDownLatch started = new CountDownLatch(1);

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
      Consumer<byte[], byte[]> created = new WaitingConsumer();
      consumers.add(created);
      return created;
    }

    void end() {
      canBeWoken = true;
      consumers.forEach(Consumer::wakeup);
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // who waits can be woken
    private final class WaitingConsumer extends MockConsumer<byte[], byte[]> {

      private final CountDownLatch woken = new CountDownLatch(1);

      WaitingConsumer() {
        super(AutoOffsetResetStrategy.EARLIEST.name());
      }

      @Override
      public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        if (fail) {
          await(started);
          throw new TimeoutException("no broker");
        }
        waiting.countDown();
        await(woken);
        throw new WakeupException();
      }

      @Override
      public void wakeup() {
        if (canBeWoken) {
          woken.countDown();
        }
      }
    }
  }
}
