package dev.gantry.topologies.runtime;

import dev.gantry.topologies.processor.CommitPace;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** Kafka's clients, with a producer that tells {@link CommitPace} when a commit is over. */
final class PacedClients extends DefaultKafkaClientSupplier {

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new PacedProducer(config);
  }

  private static final class PacedProducer extends KafkaProducer<byte[], byte[]> {

    PacedProducer(Map<String, Object> config) {
      super(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void commitTransaction() {
      super.commitTransaction();
      CommitPace.committed(System.currentTimeMillis());
    }
  }
}
