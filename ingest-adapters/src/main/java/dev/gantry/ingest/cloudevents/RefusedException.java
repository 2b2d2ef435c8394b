package dev.gantry.ingest.cloudevents;

import java.io.Serial;
import java.util.List;

/** A request is not done what it asks for; nothing of it counts as taken. */
final class RefusedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String kind;
  private final String title;
  private final int retrySeconds;
  private final transient List<Violation> violations;

  private RefusedException(
      int status,
      String kind,
      String title,
      String detail,
      int retrySeconds,
      List<Violation> violations) {
    super(detail, null, false, false);
    this.status = status;
    this.kind = kind;
    this.title = title;
    this.retrySeconds = retrySeconds;
    this.violations = List.copyOf(violations);
  }

  /** Events are not what they should be. */
  static RefusedException invalid(String detail, List<Violation> violations) {
    return new RefusedException(400, "bad-event", "An event is not valid", detail, 0, violations);
  }

  /** Body or event is larger than allowed. */
  static RefusedException tooLarge(String detail) {
    return new RefusedException(413, "too-large", "Too large", detail, 0, List.of());
  }

  /** The request is of a kind that is not taken. */
  static RefusedException unsupported(String detail) {
    return new RefusedException(
        415, "unsupported-media-type", "Not a form that is taken", detail, 0, List.of());
  }

  /** There is no such topic for events. */
  static RefusedException notFound(String detail) {
    return new RefusedException(404, "not-found", "Not found", detail, 0, List.of());
  }

  /** It can't be done now; some of it may have been done all the same. */
  static RefusedException unavailable(String detail, int retrySeconds) {
    return new RefusedException(
        503, "unavailable", "Not available now", detail, retrySeconds, List.of());
  }

  int status() {
    return status;
  }

  /** Last part of the type of problem. */
  String kind() {
    return kind;
  }

  String title() {
    return title;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  /** After how many seconds it may be tried again; 0 when that would not help. */
  int retrySeconds() {
    return retrySeconds;
  }

  List<Violation> violations() {
    return violations;
  }
}
