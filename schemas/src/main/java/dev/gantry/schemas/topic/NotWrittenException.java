package dev.gantry.schemas.topic;

import java.io.Serial;

/**
 * Kafka did not confirm what was to be written: some of it may be there all the same, or get there
 * later.
 */
public final class NotWrittenException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final boolean tooLarge;

  /**
   * @param message which topic, and why
   * @param tooLarge whether a record is larger than its topic takes
   * @param cause what told so
   */
  public NotWrittenException(String message, boolean tooLarge, Throwable cause) {
    super(message, cause);
    this.tooLarge = tooLarge;
  }

  /** Whether a record is larger than its topic takes, so that trying again does not help. */
  public boolean isTooLarge() {
    return tooLarge;
  }
}
