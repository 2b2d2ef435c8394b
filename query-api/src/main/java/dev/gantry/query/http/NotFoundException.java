package dev.gantry.query.http;

/** What was asked for is not there: answered with 404. */
final class NotFoundException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotFoundException(String message) {
    super(message);
  }
}
