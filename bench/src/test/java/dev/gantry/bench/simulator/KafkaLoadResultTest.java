package dev.gantry.bench.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KafkaLoadResultTest {

  @Test
  void shouldTellFromWhichSecondOnNothingWasLate() throws JsonProcessingException {
    assertThat(KafkaLoadResult.secondAfter(Duration.ofMillis(2_300))).isEqualTo(3);
    KafkaLoadResult late = new KafkaLoadResult(8, 10, 2.0, 160, 160, 80, 4, 70, 3L);
    assertThat(late.words()).endsWith("4 of them late, at worst by 70 ms, none after 3 s.");
    assertThat(new ObjectMapper().writeValueAsString(late)).contains("\"late_until_s\":3");
  }

  @Test
  void shouldTellOfNoSecondWhereNothingWasLate() throws JsonProcessingException {
    KafkaLoadResult never = new KafkaLoadResult(8, 10, 2.0, 160, 160, 80, 0, 7, null);
    assertThat(never.words()).endsWith("0 of them late, at worst by 7 ms.");
    assertThat(new ObjectMapper().writeValueAsString(never)).contains("\"late_until_s\":null");
  }
}
