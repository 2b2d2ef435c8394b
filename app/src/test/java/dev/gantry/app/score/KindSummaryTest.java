package dev.gantry.app.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class KindSummaryTest {

  @Test
  void shouldSayNothingOfWhatThereWasNone() {
    assertThat(new KindSummary(true, 3, 2, 0, 0, null, .667, 0).words())
        .isEqualTo("2 of 3 incidents found");
    assertThat(new KindSummary(true, 0, 0, 4, 3, .75, null, 0).words())
        .isEqualTo("3 of 4 alerts right");
    assertThat(new KindSummary(true, 0, 0, 0, 0, null, null, 2).words())
        .isEqualTo("none; 2 that no camera saw");
  }

  @Test
  void shouldSayOfAKindWhatNoRuleOrNoCameraSaw() throws Exception {
    var unwatched = new KindSummary(false, 2, 0, 0, 0, null, 0.0, 1);
    assertThat(unwatched.words())
        .isEqualTo("2 incidents, which no rule watches for yet; 1 that no camera saw");
    assertThat(new ObjectMapper().writeValueAsString(unwatched)).doesNotContain("precision");
  }
}
