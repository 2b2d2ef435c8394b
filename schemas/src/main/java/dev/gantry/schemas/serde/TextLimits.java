package dev.gantry.schemas.serde;

import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.utils.Utils;

/**
 * How long the texts of a record may be that somebody else wrote. State, labels and ids are made of
 * them, and written again with others: what is too long for those must not come in.
 *
 * @param <T> the record type
 */
public final class TextLimits<T extends SpecificRecordBase> implements RecordValidator<T> {

  /** Longest name or id, characters. */
  static final int NAME = 512;

  /** Longest id of an event, characters: others are made of it, and of a name before it. */
  static final int EVENT_ID = 2_048;

  /** Longest text that people wrote or that describes something, characters. */
  static final int WORDS = 4_096;

  /** All names and values of a map, bytes of UTF-8. */
  public static final int MAP_BYTES = 256 * 1024;

  /** Names of what an event of a task says. */
  public static final int PAYLOAD_NAMES = 256;

  private static final Map<String, Integer> OTHERS =
      Map.of(
          "event_id", EVENT_ID,
          "command_id", EVENT_ID,
          // Whoever guesses names may guess long ones, and is to be found all the same.
          "principal", WORDS,
          "reason", WORDS,
          "comment", WORDS,
          "user_agent", WORDS,
          "image_ref", WORDS);

  private final List<Text> texts;
  private final List<Schema.Field> maps;

  /** A field that is a text, and the most characters it may have. */
  private record Text(String name, int position, int most) {}

  TextLimits(Schema schema) {
    this.texts =
        fields(schema, Schema.Type.STRING).stream()
            .map(field -> new Text(field.name(), field.pos(), mostOf(field.name())))
            .toList();
    this.maps =
        fields(schema, Schema.Type.MAP).stream()
            .filter(field -> field.schema().getValueType().getType() == Schema.Type.STRING)
            .toList();
  }

  private static List<Schema.Field> fields(Schema schema, Schema.Type type) {
    return schema.getFields().stream().filter(field -> field.schema().getType() == type).toList();
  }

  private static int mostOf(String field) {
    return OTHERS.getOrDefault(field, NAME);
  }

  @Override
  public void validate(T record) {
    for (Text text : texts) {
      int length = ((CharSequence) record.get(text.position)).length();
      if (length > text.most) {
        throw tooLong(text.name, text.most, length);
      }
    }
    for (Schema.Field field : maps) {
      requireAtMost(field.name(), (Map<?, ?>) record.get(field.pos()), MAP_BYTES);
    }
  }

  /** Checks that a name or an id is not too long. */
  static void requireName(String field, String value) {
    if (value.length() > NAME) {
      throw tooLong(field, NAME, value.length());
    }
  }

  private static MalformedRecordException tooLong(String field, int most, int length) {
    return Check.fault(field, "at most " + most + " characters", length + " characters");
  }

  /**
   * Checks how many names a map has.
   *
   * @param field its name, for the message
   * @throws MalformedRecordException naming field, limit and number when there are more
   */
  public static void requireNames(String field, Map<?, ?> texts, int most) {
    if (texts.size() > most) {
      throw Check.fault(field, "at most " + most + " names", Integer.toString(texts.size()));
    }
  }

  /**
   * Checks how much a map of texts holds.
   *
   * @param field its name, for the message
   * @param most bytes that all names and values may have in UTF-8
   * @throws MalformedRecordException naming field, limit and size when it holds more
   */
  public static void requireAtMost(String field, Map<?, ?> texts, int most) {
    long bytes = 0;
    for (Map.Entry<?, ?> text : texts.entrySet()) {
      bytes += Utils.utf8Length((CharSequence) text.getKey());
      bytes += Utils.utf8Length((CharSequence) text.getValue());
    }
    if (bytes > most) {
      throw Check.fault(field, "at most " + most + " bytes of names and values", bytes + " bytes");
    }
  }
}
