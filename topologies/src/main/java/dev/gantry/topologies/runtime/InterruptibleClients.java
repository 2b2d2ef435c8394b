package dev.gantry.topologies.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients of one application, which can be made to give up what they wait for: one that waits
 * for records or for a broker when the wall clock is set back would go on until the clock has come
 * to where it was.
 */
final class InterruptibleClients implements KafkaClientSupplier {

  /** Of an admin client; with 0 it waits without end. */
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final KafkaClientSupplier clients;
  private final List<Admin> admins = new CopyOnWriteArrayList<>();
  private final List<Consumer<byte[], byte[]>> consumers = new CopyOnWriteArrayList<>();

  /**
   * By the id of the client: each thread has one at a time, and another after each transaction that
   * was ended for it.
   */
  private final Map<String, Producer<byte[], byte[]>> producers = new ConcurrentHashMap<>();

  InterruptibleClients(KafkaClientSupplier clients) {
    this.clients = clients;
  }

  /**
   * Ends what its clients wait for, with an exception in the threads that use them. Open
   * transactions are left to their successors, which abort them.
   */
  void interrupt() {
    consumers.forEach(Consumer::wakeup);
    producers.values().forEach(producer -> producer.close(Duration.ZERO));
    admins.forEach(admin -> admin.close(AT_ONCE));
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    Admin created = clients.getAdmin(config);
    admins.add(created);
    return created;
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    Producer<byte[], byte[]> created = clients.getProducer(config);
    producers.put(String.valueOf(config.get(ProducerConfig.CLIENT_ID_CONFIG)), created);
    return created;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return remembered(clients.getConsumer(config));
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return remembered(clients.getRestoreConsumer(config));
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return remembered(clients.getGlobalConsumer(config));
  }

  private Consumer<byte[], byte[]> remembered(Consumer<byte[], byte[]> consumer) {
    consumers.add(consumer);
    return consumer;
  }
}
