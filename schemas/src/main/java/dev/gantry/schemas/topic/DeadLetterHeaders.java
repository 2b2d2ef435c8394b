package dev.gantry.schemas.topic;

import dev.gantry.schemas.serde.DeadLetterCause;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Headers of a dead letter, UTF-8 text. Its key and value are the bytes of the record as they were:
 * see {@link DeadLetterRecord}.
 */
public final class DeadLetterHeaders {

  /** Code of the {@link DeadLetterCause}. */
  public static final String CAUSE = "gantry.cause";

  /** What was expected and what was found, for people. */
  public static final String MESSAGE = "gantry.message";

  /** Topic the record came from. */
  public static final String TOPIC = "gantry.topic";

  /** Its partition, decimal. */
  public static final String PARTITION = "gantry.partition";

  /** Its offset, decimal. */
  public static final String OFFSET = "gantry.offset";

  /** Id of the application that set it aside. */
  public static final String APPLICATION = "gantry.application";

  /** When it was set aside, wall clock, ISO 8601 in UTC. */
  public static final String FAILED_AT = "gantry.failed-at";

  /** What was cut off, and how large it was: {@code value of 3145728 bytes}; absent for nothing. */
  public static final String CUT = "gantry.cut";

  /**
   * On a record that was written back from the dead letters, and on the mark of it among them:
   * where it first lay, {@code topic/partition@offset}. A mark has the key of the record and no
   * value.
   */
  public static final String REPLAY_OF = "gantry.replay-of";

  /** When it was written back, wall clock, ISO 8601 in UTC; beside {@link #REPLAY_OF}. */
  public static final String REPLAYED_AT = "gantry.replayed-at";

  /** Longest message kept, characters: headers count towards the size of the record. */
  private static final int MESSAGE_LIMIT = 2_000;

  private DeadLetterHeaders() {}

  /**
   * The headers of one dead letter.
   *
   * @param cause why it was set aside
   * @param message what was expected and what was found; cut after 2,000 characters
   * @param topic topic the record came from
   * @param partition its partition
   * @param offset its offset
   * @param application id of the application that sets it aside
   * @param failedAt when, ISO 8601 in UTC
   */
  public static Headers of(
      DeadLetterCause cause,
      String message,
      String topic,
      int partition,
      long offset,
      String application,
      String failedAt) {
    RecordHeaders headers = new RecordHeaders();
    add(headers, CAUSE, cause.code());
    add(headers, MESSAGE, message.substring(0, Math.min(MESSAGE_LIMIT, message.length())));
    add(headers, TOPIC, topic);
    add(headers, PARTITION, Integer.toString(partition));
    add(headers, OFFSET, Long.toString(offset));
    add(headers, APPLICATION, application);
    add(headers, FAILED_AT, failedAt);
    return headers;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
