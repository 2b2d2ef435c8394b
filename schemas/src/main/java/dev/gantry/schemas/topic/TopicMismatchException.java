package dev.gantry.schemas.topic;

import java.io.Serial;
import java.util.List;

/**
 * Topics exist, but not as the catalogue wants them. The message says what differs and the mend.
 */
public final class TopicMismatchException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * An exception.
   *
   * @param mismatches one entry a difference: topic, found, expected, how to mend
   */
  public TopicMismatchException(List<String> mismatches) {
    super("topics differ from the catalogue:\n  " + String.join("\n  ", mismatches));
  }
}
