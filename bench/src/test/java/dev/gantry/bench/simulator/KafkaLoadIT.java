package dev.gantry.bench.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.city.CityScenario;
import org.junit.jupiter.api.Test;

class KafkaLoadIT {

  @Test
  void shouldSendEveryFrameOfEveryCamera() throws InterruptedException {
    CityScenario city = new CityScenario(1, 8, 10, CityScenario.DEFAULT_SECOND_OF_DAY, false);

    KafkaLoadResult result = KafkaLoad.run(city, 2);

    assertThat(result.sent()).isEqualTo(8 * 10 * 2);
    assertThat(result.acknowledged()).isEqualTo(result.sent());
    assertThat(result.words()).contains("8 cameras at 10 frames/s: 160 frames sent");
  }
}
