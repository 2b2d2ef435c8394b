package dev.gantry.app.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.app.CommandFailedException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterAnswerTest {

  /** Nobody listens there; nobody is called so. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:1", "nobody.invalid:9092"})
  void shouldNameTheAddressWhereNobodyAnswers(String bootstrap) {
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers", bootstrap,
            "default.api.timeout.ms", 300,
            "request.timeout.ms", 200);

    assertThatThrownBy(() -> ClusterAnswer.admin(client))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageStartingWith("expected Kafka to answer at " + bootstrap + ", found: ");
  }
}
