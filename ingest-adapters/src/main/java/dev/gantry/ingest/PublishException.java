package dev.gantry.ingest;

/** Kafka did not take a record. What was sent before it and confirmed is there. */
public final class PublishException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PublishException(String message, Throwable cause) {
    super(message, cause);
  }
}
