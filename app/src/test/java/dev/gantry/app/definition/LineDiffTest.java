package dev.gantry.app.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LineDiffTest {

  @Test
  void shouldShowChangedLinesWithThoseAroundThem() {
    String before = "a\nb\nc\nd\ne\nf\ng\nh\n";
    String after = "a\nb\nc\nd\nE\nf\ng\nh\n";

    assertThat(LineDiff.of(before, after))
        .containsExactly("...", "  c", "  d", "- e", "+ E", "  f", "  g");
  }

  @Test
  void shouldShowWhatWasPutInAndTakenOut() {
    assertThat(LineDiff.of("a\nb\n", "b\nc\n")).containsExactly("- a", "  b", "+ c");
    assertThat(LineDiff.of("", "a\n")).containsExactly("+ a");
    assertThat(LineDiff.of("a\n", "")).containsExactly("- a");
  }

  @Test
  void shouldShowNothingWhenNothingChanged() {
    assertThat(LineDiff.of("a\nb\n", "a\nb\n")).isEmpty();
  }

  @Test
  void shouldShowAllOfTextsTooLongToCompare() {
    String before = "a\n".repeat(3_000);
    String after = "b\n".repeat(3_000);

    assertThat(LineDiff.of(before, after)).hasSize(6_000).startsWith("- a").endsWith("+ b");
  }
}
