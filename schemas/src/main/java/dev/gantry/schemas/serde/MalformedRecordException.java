package dev.gantry.schemas.serde;

import java.io.Serial;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record that cannot be read, or whose content makes no sense: one for the dead letters. */
public final class MalformedRecordException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final DeadLetterCause deadLetterCause;
  private final @Nullable Fault fault;

  /**
   * What is wrong with one field.
   *
   * @param field its path, such as {@code payload.due_at}
   * @param expected what it should be, in words
   * @param found what it is: text in quotes, cut; or words, such as {@code nothing}
   */
  public record Fault(String field, String expected, String found) implements Serializable {

    /** What is wrong with a field that holds a text. */
    public static Fault ofText(String field, String expected, String found) {
      return new Fault(field, expected, Texts.quoted(found));
    }

    @Override
    public String toString() {
      return field + ": expected " + expected + ", found " + found;
    }
  }

  /** An exception about a field that holds what it must not. */
  public MalformedRecordException(Fault fault) {
    this(DeadLetterCause.INVALID, fault.toString(), null, fault);
  }

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
    this(deadLetterCause, message, cause, null);
  }

  private MalformedRecordException(
      DeadLetterCause deadLetterCause,
      String message,
      @Nullable Throwable cause,
      @Nullable Fault fault) {
    // A verdict about data, not about code: a flood of bad records needs no stack traces.
    super(message, cause, true, false);
    this.deadLetterCause = deadLetterCause;
    this.fault = fault;
  }

  /** Under which cause the record goes to the dead letters. */
  public DeadLetterCause deadLetterCause() {
    return deadLetterCause;
  }

  /** The field that is wrong, where it is one. */
  public Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }

  /** Field, what was expected and what was found; never null. */
  public String explanation() {
    String message = getMessage();
    return message == null ? deadLetterCause.code() : message;
  }
}
