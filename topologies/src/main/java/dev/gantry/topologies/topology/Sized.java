package dev.gantry.topologies.topology;

import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.serde.MalformedRecordException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Refuses keys and values that are larger than the topic takes that they are for. A producer that
 * is given one ends its transaction, and with it the role.
 */
final class Sized<V> implements Serializer<V> {

  private final Serializer<V> serializer;
  private final int most;

  private Sized(Serializer<V> serializer, int most) {
    this.serializer = serializer;
    this.most = most;
  }

  /**
   * @param most largest key or value, bytes
   */
  static <V> Serializer<V> atMost(int most, Serializer<V> serializer) {
    return new Sized<>(serializer, most);
  }

  /** As above. */
  static <V> Serde<V> atMost(int most, Serde<V> serde) {
    return Serdes.serdeFrom(atMost(most, serde.serializer()), serde.deserializer());
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable V value) {
    return checked(topic, serializer.serialize(topic, value));
  }

  @Override
  public byte @Nullable [] serialize(String topic, Headers headers, @Nullable V value) {
    return checked(topic, serializer.serialize(topic, headers, value));
  }

  private byte @Nullable [] checked(String topic, byte @Nullable [] bytes) {
    if (bytes != null && bytes.length > most) {
      throw new MalformedRecordException(
          DeadLetterCause.TOO_LARGE,
          "what comes of it for %s: expected at most %d bytes, found %d"
              .formatted(topic, most, bytes.length));
    }
    return bytes;
  }

  @Override
  public void close() {
    serializer.close();
  }
}
