package dev.gantry.schemas.topic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A dead letter as it is written. */
public final class DeadLetterRecord {

  /** Room for the largest value that any topic takes, bytes. */
  static final int VALUE_BYTES = TopicTable.FRAME_BYTES;

  /** Room for a key, bytes: those that Gantry keys by are far shorter. */
  static final int KEY_BYTES = 65_536;

  private DeadLetterRecord() {}

  /**
   * The dead letter of a record: its key and value as they were. What there is no room for is cut,
   * and {@link DeadLetterHeaders#CUT} says so: a dead letter that can't be written would stop
   * whoever writes it. Only records that were compressed can be so large.
   *
   * @param topic topic of the dead letters
   * @param key key of the record
   * @param value value of the record
   * @param headers those of {@link DeadLetterHeaders#of}
   */
  public static ProducerRecord<byte[], byte[]> of(
      String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    String cut =
        Stream.of(cut("key", key, KEY_BYTES), cut("value", value, VALUE_BYTES))
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining(", "));
    if (!cut.isEmpty()) {
      headers.add(DeadLetterHeaders.CUT, cut.getBytes(StandardCharsets.UTF_8));
    }
    return new ProducerRecord<>(
        topic, null, start(key, KEY_BYTES), start(value, VALUE_BYTES), headers);
  }

  private static String cut(String what, byte @Nullable [] bytes, int most) {
    return bytes == null || bytes.length <= most ? "" : what + " of " + bytes.length + " bytes";
  }

  private static byte @Nullable [] start(byte @Nullable [] bytes, int most) {
    return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
  }
}
