package dev.gantry.app;

/**
 * A command can't do what it was asked, for a reason its user can mend. The message says what was
 * expected, what was found and what to do; no stack trace is shown.
 */
public final class CommandFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CommandFailedException(String message) {
    super(message);
  }

  public CommandFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
