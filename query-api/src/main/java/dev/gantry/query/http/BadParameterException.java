package dev.gantry.query.http;

/** A parameter of a request is not what it should be: the client's fault, answered with 400. */
final class BadParameterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;
  private final String value;
  private final String expected;

  BadParameterException(String field, String value, String expected) {
    super(field + ": expected " + expected + ", found " + value);
    this.field = field;
    this.value = value;
    this.expected = expected;
  }

  String field() {
    return field;
  }

  String value() {
    return value;
  }

  String expected() {
    return expected;
  }
}
