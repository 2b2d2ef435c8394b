package dev.gantry.topologies.runtime;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * Sets aside the record that led to one which can't be written because of what it is, such as one
 * that is too large, and goes on: otherwise the role would end, and read the same again. Such a
 * record is found before it is given to the producer, since what a producer refuses ends its
 * transaction.
 */
public final class DeadLetterWritingErrors extends DefaultProductionExceptionHandler {

  private FailedRecords failed = new FailedRecords(Map.of());

  @Override
  public void configure(Map<String, ?> configs) {
    super.configure(configs);
    failed = new FailedRecords(configs);
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public Response handleSerializationError(
      ErrorHandlerContext context,
      ProducerRecord record,
      Exception exception,
      SerializationExceptionOrigin origin) {
    return failed.setAside(context, exception).map(Response::resume).orElseGet(Response::fail);
  }
}
