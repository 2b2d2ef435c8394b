package dev.gantry.topologies.definition;

import java.util.Optional;

/** What tells a definition from all others; as a text {@code rule/speeding}. */
public record DefinitionName(DefinitionKind kind, String id) {

  /** What a message says was expected. */
  public static final String EXPECTED =
      "KIND/ID with a kind of " + String.join(", ", DefinitionKind.words());

  /** Reads one; empty when the text has no id, or a kind that there is not. */
  public static Optional<DefinitionName> parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0 || slash == text.length() - 1
        ? Optional.empty()
        : DefinitionKind.find(text.substring(0, slash))
            .map(kind -> new DefinitionName(kind, text.substring(slash + 1)));
  }

  @Override
  public String toString() {
    return kind.word() + "/" + id;
  }
}
