package dev.gantry.schemas.serde;

/**
 * Says whether the content of a record makes sense, however the record was written.
 *
 * @param <T> the record type
 */
@FunctionalInterface
public interface RecordValidator<T> {

  /**
   * Checks a record.
   *
   * @throws MalformedRecordException of cause {@link DeadLetterCause#INVALID} naming the first
   *     field that is wrong, what was expected and what was found
   */
  void validate(T record);

  /**
   * The checks of a record type: ids present, numbers finite and within the range that the schema
   * documents, event times between 1971 and 2200, enums known.
   *
   * @param type generated class of the records
   * @throws IllegalArgumentException when the type is not one that a topic carries
   */
  static <T> RecordValidator<T> of(Class<T> type) {
    return RecordValidators.of(type);
  }
}
