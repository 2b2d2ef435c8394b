package dev.gantry.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;

/**
 * Confluent's own serializers at work, in a class loader where there is nothing of ours but this
 * class: its Avro is theirs. Called with values of the Java platform only.
 *
 * <p>Takes {@code {"write", registry address, topic, schema, record as Avro's JSON}} and gives the
 * bytes, or {@code {"read", registry address, topic, bytes}} and gives the record as Avro's JSON.
 */
public final class ConfluentPeer implements Callable<Object> {

  private final Object[] request;

  public ConfluentPeer(Object[] request) {
    this.request = request;
  }

  @Override
  public Object call() throws Exception {
    String url = (String) request[1];
    String topic = (String) request[2];
    if (request[0].equals("write")) {
      Object serializer = made("io.confluent.kafka.serializers.KafkaAvroSerializer", url);
      GenericRecord record = parse((String) request[3], (String) request[4]);
      return method(serializer, "serialize", String.class, Object.class)
          .invoke(serializer, topic, record);
    }
    Object deserializer = made("io.confluent.kafka.serializers.KafkaAvroDeserializer", url);
    return print(
        (GenericRecord)
            method(deserializer, "deserialize", String.class, byte[].class)
                .invoke(deserializer, topic, request[3]));
  }

  private static Object made(String type, String url) throws ReflectiveOperationException {
    Constructor<?> constructor = Class.forName(type).getConstructor();
    Object made = constructor.newInstance();
    method(made, "configure", Map.class, boolean.class)
        .invoke(made, Map.of("schema.registry.url", url), false);
    return made;
  }

  private static Method method(Object on, String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    return on.getClass().getMethod(name, parameters);
  }

  private static GenericRecord parse(String schema, String json) throws IOException {
    Schema parsed = new Schema.Parser().parse(schema);
    return new GenericDatumReader<GenericRecord>(parsed)
        .read(null, DecoderFactory.get().jsonDecoder(parsed, json));
  }

  private static String print(GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonEncoder encoder = EncoderFactory.get().jsonEncoder(record.getSchema(), out);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }
}
