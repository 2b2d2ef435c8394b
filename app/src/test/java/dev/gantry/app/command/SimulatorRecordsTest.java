package dev.gantry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.rules.RulesCommand;
import dev.gantry.ingest.EventReader;
import dev.gantry.ingest.JsonLineReader;
import dev.gantry.ingest.Pace;
import dev.gantry.ingest.SimulatedRecords;
import dev.gantry.ingest.SimulatorSettings;
import dev.gantry.ingest.StreamSettings;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.truth.WrittenTruth;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.serde.InputDecoder;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The files of the simulator are what other commands read. */
class SimulatorRecordsTest {

  private static final int SECONDS = 40;

  private final TopicCatalogue topics = new TopicCatalogue("", new InMemorySchemaRegistry());
  @TempDir private Path dir;

  @Test
  void shouldWriteTheRecordsThatWouldBeSent() throws IOException {
    writeRecords();

    Map<String, List<SpecificRecordBase>> sent = sent();
    assertThat(sent.keySet())
        .containsExactly(
            "auth-events", "camera-events", "sensor-readings", "task-events", "vehicle-detections");
    assertThat(read(FrameDetections.class, "vehicle-detections"))
        .isEqualTo(sent.get("vehicle-detections"));
    assertThat(read(CameraEvent.class, "camera-events")).isEqualTo(sent.get("camera-events"));
    assertThat(read(SensorReading.class, "sensor-readings")).isEqualTo(sent.get("sensor-readings"));
    assertThat(read(TaskEvent.class, "task-events")).isEqualTo(sent.get("task-events"));
    assertThat(read(AuthEvent.class, "auth-events")).isEqualTo(sent.get("auth-events"));
  }

  @Test
  void shouldWriteWhatRulesCanBeTriedOn() {
    writeRecords();

    String answer = whatIf();
    assertThat(answer)
        .contains("gained  speeding {camera=\"city-cam-1\"")
        .contains(SECONDS * 10 + " vehicle-detections")
        .doesNotContain("could not be taken")
        .isEqualTo(whatIf());
  }

  @Test
  void shouldWriteLinesThatCanBeSentLater() throws IOException {
    writeRecords();

    EventReader events = new EventReader(topics, new InMemorySchemaRegistry(), Clock.systemUTC());
    for (String topic : events.topics()) {
      JsonLineReader reader = new JsonLineReader(events, Optional.of(topic));
      assertThat(lines(topic)).isNotEmpty().allMatch(line -> reader.read(line).size() == 1);
    }
  }

  @Test
  void shouldLeaveNoTruthBesideItsFilesButItsOwnAndWhole() throws IOException {
    Path truth = Files.writeString(dir.resolve("truth.jsonl"), "another");
    writeRecords();
    assertThat(dir.resolve("truth.jsonl.part")).doesNotExist();
    try (WrittenTruth written = WrittenTruth.read(truth)) {
      assertThat(written.frames()).isEqualTo(10 * SECONDS);
    }

    Files.createDirectory(dir.resolve("truth.jsonl.part"));
    StringWriter err = new StringWriter();
    assertThat(simulator(err, "--records", "--duration", "1s", "--write", dir.toString()))
        .isEqualTo(1);
    assertThat(truth).doesNotExist();
  }

  @Test
  void shouldCallNoFileOfRecordsByItsNameThatIsNotWhole() throws IOException {
    writeRecords();
    assertThat(dir.resolve("task-events.jsonl.part")).doesNotExist();

    Files.createDirectory(dir.resolve("auth-events.jsonl.part"));
    StringWriter err = new StringWriter();
    assertThat(simulator(err, "--records", "--duration", "1s", "--write", dir.toString()))
        .isEqualTo(1);
    assertThat(dir.resolve("vehicle-detections.jsonl")).doesNotExist();
    assertThat(dir.resolve("task-events.jsonl")).doesNotExist();
  }

  @Test
  void shouldAskForADirectoryAndADuration() {
    StringWriter err = new StringWriter();

    assertThat(simulator(err, "--records", "--duration", "1s")).isEqualTo(2);
    assertThat(simulator(err, "--records", "--write", dir.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("expected --write DIR and --duration TIME with --records");
  }

  private void writeRecords() {
    StringWriter err = new StringWriter();
    int status =
        simulator(
            err,
            "--records",
            "--cameras",
            "1",
            "--duration",
            SECONDS + "s",
            "--write",
            dir.toString());
    assertThat(status).as(err.toString()).isZero();
  }

  private static int simulator(StringWriter err, String... args) {
    return new CommandLine(new IngestSimulatorCommand())
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private String whatIf() {
    StringWriter out = new StringWriter();
    int status =
        new CommandLine(new RulesCommand())
            .setOut(new PrintWriter(out, true))
            .execute(
                "what-if",
                "--base",
                dir.resolve("cameras.yaml").toString(),
                "--rules",
                dir.resolve("rules.yaml").toString(),
                "--input",
                dir.toString());
    assertThat(status).isZero();
    return out.toString();
  }

  private List<String> lines(String stream) throws IOException {
    return Files.readAllLines(dir.resolve(stream + ".jsonl"));
  }

  private <T extends SpecificRecordBase> List<T> read(Class<T> type, String stream)
      throws IOException {
    InputDecoder<T> decoder = new InputDecoder<>(type, new InMemorySchemaRegistry());
    return lines(stream).stream()
        .map(line -> decoder.decode(JsonLineReader.event(line).orElseThrow()))
        .toList();
  }

  /** The same city without files, by stream. */
  private static Map<String, List<SpecificRecordBase>> sent() {
    SimulatorSettings settings =
        new SimulatorSettings(
            new CityScenario(1, 1, 10, CityScenario.DEFAULT_SECOND_OF_DAY, true),
            StreamSettings.DEFAULT_START_TIME,
            Pace.UNPACED,
            OptionalLong.of(SECONDS * 10));
    SimulatedRecords records =
        SimulatedRecords.ofEverything(settings, Clock.fixed(settings.startTime(), ZoneOffset.UTC));
    Sent sent = new Sent(new TreeMap<>());
    for (long seq = 0; seq < SECONDS * 10; seq++) {
      records.frame(seq, sent);
    }
    records.end(SECONDS * 10, sent);
    return sent.byStream();
  }

  private record Sent(Map<String, List<SpecificRecordBase>> byStream)
      implements SimulatedRecords.Sink {

    @Override
    public void detections(FrameDetections frame) {
      add("vehicle-detections", frame);
    }

    @Override
    public void event(CameraEvent event) {
      add("camera-events", event);
    }

    @Override
    public void reading(SensorReading reading) {
      add("sensor-readings", reading);
    }

    @Override
    public void task(TaskEvent event) {
      add("task-events", event);
    }

    @Override
    public void signIn(AuthEvent event) {
      add("auth-events", event);
    }

    private void add(String stream, SpecificRecordBase record) {
      byStream.computeIfAbsent(stream, name -> new ArrayList<>()).add(record);
    }
  }
}
