package dev.gantry.schemas.serde;

/** A form of JSON that records come in, and what it calls their fields. */
enum JsonForm {
  /** CloudEvents 1.0, structured. */
  CLOUD_EVENT,

  /** The envelope, told by {@code event_type}. */
  ENVELOPE,

  /** Fields by the names of the schema. */
  FIELDS;

  static JsonForm of(JsonEvent event) {
    if (event.isCloudEvent()) {
      return CLOUD_EVENT;
    }
    return event.root().has("event_type") ? ENVELOPE : FIELDS;
  }

  /** How whoever writes this form says a field, for messages about one that is not there. */
  String nameOf(String field, RecordShape shape) {
    boolean isTime = shape.time().filter(field::equals).isPresent();
    boolean isKey = shape.key().filter(field::equals).isPresent();
    return switch (this) {
      case CLOUD_EVENT -> isTime ? "time" : isKey ? "subject" : field;
      case ENVELOPE -> isTime ? "timestamp" : field.equals("principal") ? "user_id" : field;
      case FIELDS -> field;
    };
  }

  /** What the event time may be. */
  String expectedTime() {
    return this == FIELDS ? Times.EXPECTED + ", or microseconds" : Times.EXPECTED;
  }
}
