package dev.gantry.schemas.serde;

import java.util.Optional;

/** Why a record was set aside: the value of header {@code gantry.cause}. */
public enum DeadLetterCause {
  /** The bytes are not a record: neither framed Avro nor JSON, truncated, of another type. */
  UNREADABLE("unreadable"),
  /** The record was read, but a field holds what it must not. */
  INVALID("invalid"),
  /** The record, or what it led to, is larger than the topic takes. */
  TOO_LARGE("too_large"),
  /** The record lies on another partition than murmur2 of its key gives. */
  WRONG_PARTITION("wrong_partition"),
  /** The key is not the one that the value states. */
  KEY_MISMATCH("key_mismatch"),
  /** The record has no key. */
  MISSING_KEY("missing_key"),
  /** The image of a frame cannot be decoded. */
  UNDECODABLE_IMAGE("undecodable_image"),
  /** The record was good, but processing it failed. */
  PROCESSING_FAILED("processing_failed"),
  /** A definition that was not taken over. */
  DEFINITION_REJECTED("definition_rejected");

  private final String code;

  DeadLetterCause(String code) {
    this.code = code;
  }

  /** The text in the header. */
  public String code() {
    return code;
  }

  /** The cause with a code; empty when there is none. */
  public static Optional<DeadLetterCause> findByCode(String code) {
    for (DeadLetterCause cause : values()) {
      if (cause.code.equals(code)) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }
}
