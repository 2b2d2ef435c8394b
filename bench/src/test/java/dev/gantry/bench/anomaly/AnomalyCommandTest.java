package dev.gantry.bench.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.CommandFailedException;
import dev.gantry.domain.anomaly.AnomalySettings;
import dev.gantry.ingest.city.truth.TrueIncident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A corpus of two series of noise, one of them with a spike. */
class AnomalyCommandTest {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final LocalDateTime START = LocalDateTime.of(2014, 4, 1, 0, 0);
  private static final int SPIKE = 900;

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("data/made"));
    series("calm", 1);
    series("spiky", 2);
    Files.writeString(
        folder.resolve("windows.json"),
        "{\"made/calm.csv\": [], \"made/spiky.csv\": [[\"%s\", \"%s\"]]}"
            .formatted(time(SPIKE - 20), time(SPIKE + 20)));
    String weights = "{\"CostMatrix\": {\"tpWeight\": 1, \"fpWeight\": 0.11, \"fnWeight\": 1}}";
    Files.writeString(
        folder.resolve("profiles.json"),
        "{\"standard\": %s, \"reward_low_FP_rate\": %s, \"reward_low_FN_rate\": %s}"
            .formatted(weights, weights, weights));
  }

  @Test
  void shouldScoreTheSameThroughTheTopologyButForWhatItDoesNotTell() throws IOException {
    List<Double> alone = run("alone");
    List<Double> through = run("through", "--topology");

    assertThat(alone.get(SPIKE)).isGreaterThan(AnomalySettings.ALARM_SCORE);
    assertThat(through).hasSameSizeAs(alone);
    for (int i = 0; i < alone.size(); i++) {
      if (alone.get(i) >= AnomalySettings.DEFAULT.tellScore()) {
        assertThat(through.get(i)).isEqualTo(alone.get(i));
      } else {
        // Some of these are told of for their other score, of each time.
        assertThat(through.get(i)).isIn(0.0, alone.get(i));
      }
    }
  }

  @Test
  void shouldCountWhatWasWrongWithTheReadingsOfACity() {
    CityAnomalyResult result = new CityAnomalyBench(1).run(Duration.ofMinutes(24));

    assertThat(result.readings()).isGreaterThan(48 * 20);
    assertThat(result.byKind()).hasSizeGreaterThan(2);
    assertThat(result.byKind().values()).allMatch(kind -> kind.found() <= kind.incidents());
    assertThat(result.precision()).isBetween(.8, 1.0);
    int notFound =
        result.byKind().values().stream().mapToInt(kind -> kind.incidents() - kind.found()).sum();
    assertThat(result.missed()).hasSize(notFound);
  }

  @Test
  void shouldSayWhichIncidentsWereMissed() {
    TrueIncident drift =
        new TrueIncident(
            "drift-3", "reading_drift", "loop-1:flow", "", 60, 180, List.of(), .2, Map.of());

    CityAnomalyResult result =
        CityAnomalyResult.of(Duration.ofHours(1), 120, Map.of(), Set.of(), List.of(drift));

    assertThat(result.words())
        .startsWith("missed: reading_drift of loop-1:flow, drift-3, 60 s to 180 s\n");
    assertThat(new ObjectMapper().valueToTree(result).path("missed").toString())
        .isEqualTo(
            "[{\"incident\":\"drift-3\",\"kind\":\"reading_drift\",\"place\":\"loop-1:flow\","
                + "\"begins_s\":60.0,\"ends_s\":180.0}]");
  }

  @Test
  void shouldSayWhatWasScoredAndWhatLeftOut() throws IOException {
    Files.delete(folder.resolve("data/made/spiky.csv"));
    AnomalyBench bench = new AnomalyBench(folder);

    AnomalyResult result = bench.result(bench.run(WindowedGaussian::new), .9);

    assertThat(result.words())
        .contains("1 series, 0 windows; left out, because there is no file: made/spiky.csv")
        .doesNotContain("NaN");
    JsonNode json = new ObjectMapper().valueToTree(result);
    assertThat(json.get("series").asInt()).isEqualTo(1);
    assertThat(json.get("windows").asInt()).isZero();
    assertThat(json.get("left_out").get(0).asText()).isEqualTo("made/spiky.csv");
    assertThat(json.get("overall").get("standard").isNull()).as("nothing to find").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2014-04-01", "2014-04-01 00:00,x", "noon,1", "2014-04-01 00:00:00,NaN"})
  void shouldNameFileAndLineOfARowThatIsNoReading(String row) throws IOException {
    Path file = folder.resolve("data/made/calm.csv");
    Files.writeString(file, "timestamp,value\n" + time(0) + ",1\n\n" + row + "\n");

    assertThatThrownBy(() -> NabCorpus.read(folder))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining(file + ", line 4: expected a time and a number")
        .hasMessageEndingWith("found " + row);
  }

  @Test
  void shouldAskForACorpusOrACity() {
    assertThat(new CommandLine(new AnomalyCommand()).execute()).isNotZero();
    assertThat(new CommandLine(new AnomalyCommand()).execute(folder.toString(), "--city", "1"))
        .isNotZero();
  }

  private List<Double> run(String name, String... options) throws IOException {
    Path dump = folder.resolve(name);
    List<String> args = new ArrayList<>(List.of(folder.toString(), "--dump", dump.toString()));
    args.addAll(List.of(options));
    assertThat(new CommandLine(new AnomalyCommand()).execute(args.toArray(String[]::new))).isZero();
    List<Double> scores = new ArrayList<>();
    try (var files = Files.walk(dump)) {
      Path file =
          files.filter(path -> path.toString().endsWith("spiky.csv")).findAny().orElseThrow();
      List<String> lines = Files.readAllLines(file);
      lines.subList(1, lines.size()).forEach(l -> scores.add(Double.valueOf(l.split(",", -1)[2])));
    }
    return scores;
  }

  private void series(String name, long seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(List.of("timestamp,value"));
    for (int i = 0; i < 1_000; i++) {
      lines.add(time(i) + "," + (50 + random.nextGaussian() + (seed == 2 && i == SPIKE ? 30 : 0)));
    }
    Files.write(folder.resolve("data/made/" + name + ".csv"), lines);
  }

  private static String time(int reading) {
    return START.plusMinutes(5L * reading).format(TIME);
  }
}
