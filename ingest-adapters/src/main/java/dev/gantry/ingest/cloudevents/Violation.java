package dev.gantry.ingest.cloudevents;

import dev.gantry.schemas.serde.JsonEvent;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.serde.MalformedRecordException.Fault;

/**
 * What is wrong with one event.
 *
 * @param event its place in the request, from 0
 * @param id its id; empty when it states none
 * @param source its source; empty when it states none
 * @param field what is wrong; empty when it is no one field
 * @param value what it is, in words or quotes
 * @param expected what it should be
 * @param explanation all of it in a line
 */
record Violation(
    int event,
    String id,
    String source,
    String field,
    String value,
    String expected,
    String explanation) {

  static Violation of(int place, JsonEvent event, MalformedRecordException why) {
    Fault fault = why.fault().orElse(new Fault("", "", ""));
    return new Violation(
        place,
        event.text("id").orElse(""),
        event.text("source").orElse(""),
        fault.field(),
        fault.found(),
        fault.expected(),
        why.explanation());
  }
}
