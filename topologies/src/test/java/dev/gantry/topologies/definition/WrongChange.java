package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

/** A right document, wrong in one place. */
final class WrongChange {

  private WrongChange() {}

  /**
   * Asserts that a document is refused once it is changed.
   *
   * @param change what is changed in it, into what, and what is then said, between bars
   */
  static void isTold(DefinitionParser parser, String document, String change) {
    String[] parts = change.split(" \\| ", 3);
    assertThat(document).contains(parts[0]);

    ParseResult result = parser.parse("f.yaml", document.replace(parts[0], parts[1]));

    assertThat(result.definitions()).isEmpty();
    assertThat(result.problems()).anySatisfy(p -> assertThat(p.toString()).contains(parts[2]));
  }
}
