package dev.gantry.topologies.runtime;

import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Sets aside the record whose processing failed, as {@link FailedRecords} says, and goes on. What
 * the record led to before it failed stays.
 */
public final class DeadLetterProcessingErrors implements ProcessingExceptionHandler {

  private FailedRecords failed = new FailedRecords(Map.of());

  @Override
  public void configure(Map<String, ?> configs) {
    failed = new FailedRecords(configs);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception exception) {
    return failed.setAside(context, exception).map(Response::resume).orElseGet(Response::fail);
  }
}
