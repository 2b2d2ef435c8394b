package dev.gantry.topologies.definition;

import java.util.Arrays;
import java.util.Optional;

/** What a document may name that another one defines. */
enum Referent {
  CHANNEL("channel", DefinitionKind.CHANNEL),
  MODEL("model", DefinitionKind.MODEL),
  ON_CALL("on-call", DefinitionKind.ON_CALL),
  PERSON("contact", DefinitionKind.CONTACT),
  TEAM("team", DefinitionKind.CONTACT);

  private final String word;
  private final DefinitionKind kind;

  Referent(String word, DefinitionKind kind) {
    this.word = word;
    this.kind = kind;
  }

  /** As written before a name, such as {@code team:}. */
  String word() {
    return word;
  }

  /** The kind of document that defines it. */
  DefinitionKind kind() {
    return kind;
  }

  /** The one with this word. */
  static Optional<Referent> find(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }
}
