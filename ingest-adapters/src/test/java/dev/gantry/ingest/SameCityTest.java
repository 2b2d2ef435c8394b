package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.hash.Sha256;
import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.truth.CityTruth;
import dev.gantry.ingest.city.truth.TruthFile;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.serde.RecordJson;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.apache.avro.generic.IndexedRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same seed gives the same bytes, wherever and whenever it is run. Who changes the city or its
 * records on purpose writes the new sums down.
 */
class SameCityTest {

  private static final Instant START = StreamSettings.DEFAULT_START_TIME;
  private static final long FRAMES = 1200;

  /** In the city of seed 6 the first camera's network is narrow. */
  @ParameterizedTest
  @CsvSource({
    "1, a093b6e433f927cb715dc94274cd0b8182e301f8f422c79477faf0531800c9fc,"
        + " 88e7d2705761246f30739220e81640181828452c70a40af1dd044ffc10896533",
    "2, f8391d9ca119e524b8993f164d37407741165009992ebeee42638d30e3707ef5,"
        + " d82751fd6d75e056508482e510c50bb6bf0c87041e6f5896595d8a94e08168b1",
    "6, 5c385e42b6f684965c15798c19235d51de3848c12ff74677d8116cb2c68e70ce,"
        + " 33acf6ad01372559e27c3fa644721532ed08fa7831ed6fccf405c53f5f58dcf5"
  })
  void shouldBeTheSameInEveryProcess(long seed, String truth, String records) throws IOException {
    CityScenario scenario = scenario(seed);
    assertThat(List.of(sum(truth(scenario, FRAMES)), sum(records(scenario, FRAMES))))
        .containsExactly(truth, records);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "ar-EG"})
  void shouldBeTheSameWhateverLanguageTheMachineSpeaks(String language) throws IOException {
    CityScenario scenario = scenario(3);
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.ROOT);
      String expected = all(scenario, FRAMES / 4);
      Locale.setDefault(Locale.forLanguageTag(language));
      assertThat(all(scenario, FRAMES / 4)).isEqualTo(expected);
    } finally {
      Locale.setDefault(usual);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void shouldBeTheSameTwiceAtAnyHour(long seed) throws IOException {
    int hour = (int) (3 * seed % 24);
    CityScenario scenario = new CityScenario(seed, 5, 5, hour * 3600, true);

    assertThat(all(scenario, FRAMES / 8)).isEqualTo(all(scenario, FRAMES / 8));
  }

  private static CityScenario scenario(long seed) {
    return new CityScenario(seed, 4, 2, 8 * 3600, true);
  }

  private static String all(CityScenario scenario, long frames) throws IOException {
    return String.join(
        "\n",
        scenario.name(),
        CityDefinitions.camerasYaml(scenario),
        truth(scenario, frames),
        records(scenario, frames));
  }

  private static String truth(CityScenario scenario, long frames) throws IOException {
    StringWriter out = new StringWriter();
    new TruthFile(new CityTruth(scenario, START), START).write(out, frames);
    return out.toString();
  }

  private static String records(CityScenario scenario, long frames) {
    SimulatorSettings settings =
        new SimulatorSettings(scenario, START, Pace.UNPACED, OptionalLong.of(frames));
    SimulatedRecords records =
        SimulatedRecords.ofEverything(settings, Clock.fixed(START, ZoneOffset.UTC));
    Lines lines = new Lines(new StringBuilder());
    for (long seq = 0; seq < frames; seq++) {
      records.frame(seq, lines);
    }
    records.end(frames, lines);
    return lines.text.toString();
  }

  private static String sum(String text) {
    return HexFormat.of().formatHex(Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private record Lines(StringBuilder text) implements SimulatedRecords.Sink {

    @Override
    public void detections(FrameDetections frame) {
      add(frame);
    }

    @Override
    public void event(CameraEvent event) {
      add(event);
    }

    @Override
    public void reading(SensorReading reading) {
      add(reading);
    }

    @Override
    public void task(TaskEvent event) {
      add(event);
    }

    @Override
    public void signIn(AuthEvent event) {
      add(event);
    }

    private void add(IndexedRecord record) {
      text.append(RecordJson.line(record)).append('\n');
    }
  }
}
