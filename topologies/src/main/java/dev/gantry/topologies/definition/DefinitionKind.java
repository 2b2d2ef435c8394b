package dev.gantry.topologies.definition;

import dev.gantry.schemas.records.Definition;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be defined; each kind has a compacted topic of its own. */
public enum DefinitionKind {
  CAMERA("camera", "id"),
  RULE("rule", "alert"),
  MODEL("model", "id"),
  ROUTING("routing", "id"),
  SILENCE("silence", "id"),
  SCHEDULE("schedule", "id"),
  CONTACT("contact", "id"),
  ON_CALL("on-call", "id"),
  CHANNEL("channel", "id");

  private final String word;
  private final String idField;

  DefinitionKind(String word, String idField) {
    this.word = word;
    this.idField = idField;
  }

  /** As written in {@code kind:}. */
  public String word() {
    return word;
  }

  /** The field that holds the id. */
  String idField() {
    return idField;
  }

  /** The topic its versions are kept on. */
  Topic<Definition> topic(TopicCatalogue topics) {
    return switch (this) {
      case CAMERA -> topics.cameras();
      case RULE -> topics.rules();
      case MODEL -> topics.models();
      case ROUTING -> topics.routing();
      case SILENCE -> topics.silences();
      case SCHEDULE -> topics.schedules();
      case CONTACT -> topics.contacts();
      case ON_CALL -> topics.onCall();
      case CHANNEL -> topics.channels();
    };
  }

  /** All words, in the order of declaration. */
  static List<String> words() {
    return Arrays.stream(values()).map(DefinitionKind::word).toList();
  }

  /** The kind with this word. */
  public static Optional<DefinitionKind> find(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
