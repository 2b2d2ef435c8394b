package dev.gantry.topologies.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.Anomaly;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnValuesTest {

  private static final RuleStream ANOMALIES = RuleStreams.find("anomalies").orElseThrow();

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "1.0, 1, 1",
    "-0.0, 0, 0",
    "12.34, 12.34, 12.3",
    "12.31, 12.31, 12.3",
    "1.0E9, 1000000000, 1000000000",
    "Infinity, none, none",
  })
  void shouldGroupByNumbersAsTheyAreAndShowThemRounded(double value, String own, String shown) {
    Anomaly anomaly = Anomaly.newBuilder().setActual(value).build();

    assertThat(OwnValues.find(ANOMALIES, "anomaly.actual").orElseThrow().apply(anomaly))
        .isEqualTo(own);
    assertThat(OwnValues.shown(ANOMALIES, "anomaly.actual").orElseThrow().apply(anomaly))
        .isEqualTo(shown);
  }
}
