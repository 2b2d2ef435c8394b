package dev.gantry.query.http;

/** It can't be answered now, but may be in a moment: answered with 503. */
final class UnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnavailableException(String message) {
    super(message);
  }
}
