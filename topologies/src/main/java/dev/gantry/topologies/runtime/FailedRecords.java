package dev.gantry.topologies.runtime;

import dev.gantry.schemas.registry.SchemaRegistryException;
import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.topic.DeadLetterHeaders;
import dev.gantry.schemas.topic.DeadLetterRecord;
import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.processor.RawRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a record that something failed for: a dead letter, in the same transaction.
 *
 * <p>A {@link MalformedRecordException} keeps its cause; anything else is a bug, {@code
 * processing_failed}, and tells where it happened. Trouble with the cluster or with the registry is
 * no fault of the record: the role fails, and may be started again. A failing timer has no record;
 * its error is logged, and it runs again.
 */
final class FailedRecords {

  /** Property: name of the topic for dead letters. */
  static final String TOPIC = "gantry.dead-letters.topic";

  /** Property: the {@link RoleCounters}, as object. */
  static final String COUNTERS = "gantry.counters";

  private static final Logger LOG = LoggerFactory.getLogger(FailedRecords.class);
  private static final int FRAMES = 4;

  private final String topic;
  private final String application;
  private final RoleCounters counters;

  /**
   * @param configs properties of the role
   */
  FailedRecords(Map<String, ?> configs) {
    topic = Objects.toString(configs.get(TOPIC));
    application = Objects.toString(configs.get(StreamsConfig.APPLICATION_ID_CONFIG));
    counters = configs.get(COUNTERS) instanceof RoleCounters shared ? shared : new RoleCounters();
  }

  /**
   * The dead letters of what failed; absent when the role must fail.
   *
   * @param context where it failed, and for which record
   */
  Optional<List<ProducerRecord<byte[], byte[]>>> setAside(
      ErrorHandlerContext context, Exception exception) {
    if (exception instanceof KafkaException || isRegistry(exception)) {
      return Optional.empty();
    }
    if (context.topic() == null) {
      LOG.error("{}: a timer of {} failed", application, context.processorNodeId(), exception);
      return Optional.of(List.of());
    }
    counters.dead();
    if (exception instanceof MalformedRecordException malformed) {
      return Optional.of(
          List.of(deadLetter(context, malformed.deadLetterCause(), malformed.explanation())));
    }
    LOG.error(
        "{}: processing failed at {} for {}-{} offset {}, which goes to the dead letters",
        application,
        context.processorNodeId(),
        context.topic(),
        context.partition(),
        context.offset(),
        exception);
    return Optional.of(
        List.of(deadLetter(context, DeadLetterCause.PROCESSING_FAILED, summary(exception))));
  }

  private ProducerRecord<byte[], byte[]> deadLetter(
      ErrorHandlerContext context, DeadLetterCause cause, String message) {
    RawRecord raw =
        RawRecord.at(context.topic(), context.partition(), context.offset())
            .orElseGet(() -> RawRecord.of(context));
    return DeadLetterRecord.of(
        topic,
        raw.key(),
        raw.value(),
        DeadLetterHeaders.of(
            cause,
            message,
            context.topic(),
            context.partition(),
            context.offset(),
            application,
            Instant.now().toString()));
  }

  private static boolean isRegistry(@Nullable Throwable exception) {
    for (Throwable t = exception; t != null; t = t.getCause()) {
      if (t instanceof SchemaRegistryException) {
        return true;
      }
    }
    return false;
  }

  /** The exception, its first frames, and its root cause: enough to find the place. */
  static String summary(Throwable exception) {
    StringBuilder text = new StringBuilder(exception.toString());
    StackTraceElement[] trace = exception.getStackTrace();
    for (int i = 0; i < Math.min(FRAMES, trace.length); i++) {
      text.append(i == 0 ? " at " : " < ").append(trace[i]);
    }
    Throwable root = exception;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root == exception
        ? text.toString()
        : text.append("; caused by ").append(root).toString();
  }
}
