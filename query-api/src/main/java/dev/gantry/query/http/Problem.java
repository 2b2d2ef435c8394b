package dev.gantry.query.http;

import dev.gantry.query.resource.Doc;
import java.util.List;

/** An error, as RFC 9457 has it. */
record Problem(
    @Doc(value = "Kind of problem, a URN.", example = "urn:gantry:problem:bad-parameter")
        String type,
    @Doc(value = "The kind in words.", example = "A parameter is not valid") String title,
    @Doc(value = "HTTP status code.", example = "400") int status,
    @Doc(
            value = "What is wrong with this request.",
            example = "limit: expected a whole number from 1 to 1000, found 0")
        String detail,
    @Doc(value = "Path of the request.", example = "/v1/alerts") String instance,
    @Doc("Which parameters are wrong; empty for other problems.") List<Parameter> errors) {

  static final String CONTENT_TYPE = "application/problem+json";

  Problem {
    errors = List.copyOf(errors);
  }

  /** One parameter that is wrong. */
  record Parameter(
      @Doc(value = "Name of the parameter.", example = "limit") String field,
      @Doc(value = "Its value.", example = "0") String value,
      @Doc(value = "What was expected.", example = "a whole number from 1 to 1000")
          String expected) {}
}
