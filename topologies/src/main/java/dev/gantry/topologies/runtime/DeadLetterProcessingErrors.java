package dev.gantry.topologies.runtime;

import dev.gantry.schemas.registry.SchemaRegistryException;
import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.topic.DeadLetterHeaders;
import dev.gantry.topologies.port.RoleCounters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets aside the record whose processing failed, in the same transaction, and goes on.
 *
 * <p>A {@link MalformedRecordException} keeps its cause; anything else is a bug, {@code
 * processing_failed}, and tells where it happened. What the record led to before it failed stays.
 * Trouble with the cluster or with the registry is no fault of the record: the role fails, and may
 * be started again. A failing punctuator has no record; its error is logged, and it runs again.
 */
public final class DeadLetterProcessingErrors implements ProcessingExceptionHandler {

  /** Property: name of the topic for dead letters. */
  static final String TOPIC = "gantry.dead-letters.topic";

  /** Property: the {@link RoleCounters}, as object. */
  static final String COUNTERS = "gantry.counters";

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterProcessingErrors.class);
  private static final int FRAMES = 4;

  private String topic = "";
  private String application = "";
  private RoleCounters counters = new RoleCounters();

  @Override
  public void configure(Map<String, ?> configs) {
    topic = Objects.toString(configs.get(TOPIC));
    application = Objects.toString(configs.get(StreamsConfig.APPLICATION_ID_CONFIG));
    if (configs.get(COUNTERS) instanceof RoleCounters shared) {
      counters = shared;
    }
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception exception) {
    if (exception instanceof KafkaException || isRegistry(exception)) {
      return Response.fail();
    }
    if (context.topic() == null) {
      LOG.error("{}: a timer of {} failed", application, context.processorNodeId(), exception);
      return Response.resume();
    }
    DeadLetterCause cause = DeadLetterCause.PROCESSING_FAILED;
    String message = summary(exception);
    if (exception instanceof MalformedRecordException malformed) {
      cause = malformed.deadLetterCause();
      message = malformed.explanation();
    } else {
      LOG.error(
          "{}: processing failed at {} for {}-{} offset {}, which goes to the dead letters",
          application,
          context.processorNodeId(),
          context.topic(),
          context.partition(),
          context.offset(),
          exception);
    }
    counters.dead();
    return Response.resume(List.of(deadLetter(context, cause, message)));
  }

  private ProducerRecord<byte[], byte[]> deadLetter(
      ErrorHandlerContext context, DeadLetterCause cause, String message) {
    return new ProducerRecord<>(
        topic,
        null,
        context.sourceRawKey(),
        context.sourceRawValue(),
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
