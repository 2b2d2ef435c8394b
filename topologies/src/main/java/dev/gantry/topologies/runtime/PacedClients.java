package dev.gantry.topologies.runtime;

import dev.gantry.topologies.processor.CommitPace;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * Kafka's clients, with a producer that tells {@link CommitPace} when a commit is over and how long
 * it took.
 */
final class PacedClients extends DefaultKafkaClientSupplier {

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new PacedProducer(config);
  }

  private static final class PacedProducer extends KafkaProducer<byte[], byte[]> {

    private long beganNanos;

    PacedProducer(Map<String, Object> config) {
      super(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The first step of a commit. */
    @Override
    public void sendOffsetsToTransaction(
        Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
      beganNanos = System.nanoTime();
      super.sendOffsetsToTransaction(offsets, group);
    }

    @Override
    public void commitTransaction() {
      super.commitTransaction();
      long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
      CommitPace.committed(System.currentTimeMillis(), tookMs);
    }
  }
}
