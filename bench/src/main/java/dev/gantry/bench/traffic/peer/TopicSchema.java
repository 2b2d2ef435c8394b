package dev.gantry.bench.traffic.peer;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes key and record to a topic. */
final class TopicSchema implements KafkaRecordSerializationSchema<Tuple2<String, byte[]>> {

  private static final long serialVersionUID = 1L;

  private final String topic;

  TopicSchema(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Tuple2<String, byte[]> record, KafkaSinkContext context, @Nullable Long timestamp) {
    return new ProducerRecord<>(topic, record.f0.getBytes(StandardCharsets.UTF_8), record.f1);
  }
}
