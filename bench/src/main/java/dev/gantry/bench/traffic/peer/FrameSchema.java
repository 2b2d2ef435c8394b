package dev.gantry.bench.traffic.peer;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes a record as it lies in its topic: it is decoded behind the exchange by camera. */
final class FrameSchema
    implements KafkaRecordDeserializationSchema<Tuple4<String, Integer, Long, byte[]>> {

  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> record, Collector<Tuple4<String, Integer, Long, byte[]>> out) {
    out.collect(
        Tuple4.of(
            new String(record.key(), StandardCharsets.UTF_8),
            record.partition(),
            record.offset(),
            record.value()));
  }

  @Override
  public TypeInformation<Tuple4<String, Integer, Long, byte[]>> getProducedType() {
    return PeerTypes.FRAME;
  }
}
