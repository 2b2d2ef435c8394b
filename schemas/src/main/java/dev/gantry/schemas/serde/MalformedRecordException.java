package dev.gantry.schemas.serde;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A record that cannot be read, or whose content makes no sense: one for the dead letters. */
public final class MalformedRecordException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final DeadLetterCause deadLetterCause;

  /**
   * An exception.
   *
   * @param deadLetterCause under which cause the record goes to the dead letters
   * @param message field, what was expected and what was found
   */
  public MalformedRecordException(DeadLetterCause deadLetterCause, String message) {
    this(deadLetterCause, message, null);
  }

  /**
   * An exception with an underlying one.
   *
   * @param deadLetterCause under which cause the record goes to the dead letters
   * @param message field, what was expected and what was found
   * @param cause what told so
   */
  public MalformedRecordException(
      DeadLetterCause deadLetterCause, String message, @Nullable Throwable cause) {
    // A verdict about data, not about code: a flood of bad records needs no stack traces.
    super(message, cause, true, false);
    this.deadLetterCause = deadLetterCause;
  }

  /** Under which cause the record goes to the dead letters. */
  public DeadLetterCause deadLetterCause() {
    return deadLetterCause;
  }

  /** Field, what was expected and what was found; never null. */
  public String explanation() {
    String message = getMessage();
    return message == null ? deadLetterCause.code() : message;
  }
}
