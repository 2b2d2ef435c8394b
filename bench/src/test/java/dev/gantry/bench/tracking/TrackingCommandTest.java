package dev.gantry.bench.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.CommandFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackingCommandTest {

  /** Takes one value, and nothing besides. */
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @TempDir Path dir;

  @Test
  void shouldScoreItsOwnDumpAsItScoredTheRun() throws IOException {
    Path kitti = writeKitti();
    Path dump = dir.resolve("dump");

    JsonNode run = run(kitti.toString(), "--dump", dump.toString());
    JsonNode scored = run(kitti.toString(), "--score", dump.toString());

    assertThat(run.at("/class").asText()).isEqualTo("car");
    assertThat(run.at("/overall/truth").asInt()).isEqualTo(40);
    assertThat(run.at("/overall/truth_without_box").asInt()).isZero();
    assertThat(run.at("/overall/fn").asInt()).as("before the second sighting").isEqualTo(2);
    assertThat(run.at("/overall/fp").asInt()).isZero();
    assertThat(run.at("/overall/sort/switches").asInt(-1)).isZero();
    assertThat(run.at("/others/0/class").asText()).isEqualTo("pedestrian");
    assertThat(scored.at("/overall/mota")).isEqualTo(run.at("/overall/mota"));
    assertThat(scored.at("/overall/hota")).isEqualTo(run.at("/overall/hota"));
    assertThat(scored.at("/others/0/overall/idf1")).isEqualTo(run.at("/others/0/overall/idf1"));
  }

  @Test
  void shouldPrintOneObjectAloneWhenBoxesAreLeftOut() throws IOException {
    Path kitti = writeKitti();
    Files.writeString(
        kitti.resolve("detections_car").resolve("0003.txt"),
        "19,2,500,150,500,210,9.5,1,1,1,1,1,1,1,1\n",
        StandardOpenOption.APPEND);

    JsonNode result = run(kitti.toString());
    assertThat(result.at("/overall/truth").asInt()).isEqualTo(40);
    assertThat(result.at("/left_out").size()).isEqualTo(1);
  }

  @Test
  void shouldSayWhatIsNotScored() throws IOException {
    Path kitti = writeKitti();
    Files.copy(kitti.resolve("labels/0003.txt"), kitti.resolve("labels/0004.txt"));
    Files.writeString(
        kitti.resolve("detections_car/0003.txt"),
        "19,2,500,150,500,210,0.5,1,1,1,1,1,1,1,1\n",
        StandardOpenOption.APPEND);

    JsonNode leftOut = run(kitti.toString()).at("/left_out");

    assertThat(leftOut.size()).isEqualTo(3);
    assertThat(leftOut.get(0).asText()).isEqualTo("0003: given boxes without area: 1");
    assertThat(leftOut.get(1).asText()).startsWith("0004: no car is scored, there is no ");
    assertThat(run(kitti.toString(), "--only", "0003").at("/left_out").size()).isEqualTo(1);
  }

  @Test
  void shouldTakeABoxWithoutAScoreForASureOne() throws IOException {
    Path mot = Files.createDirectory(dir.resolve("labelled"));
    List<String> truth = new ArrayList<>();
    List<String> boxes = new ArrayList<>();
    for (int frame = 1; frame <= 20; frame++) {
      truth.add(frame + ",1," + 5 * frame + ",10,40,80,-1,-1,-1,-1");
      boxes.add(frame + ",-1," + 5 * frame + ",10,40,80,-1,-1,-1,-1");
    }
    Files.write(mot.resolve("gt.txt"), truth);
    Files.write(mot.resolve("det.txt"), boxes);

    JsonNode run = run(mot.toString());

    assertThat(run.at("/overall/truth").asInt()).isEqualTo(20);
    assertThat(run.at("/overall/tp").asInt()).isGreaterThan(15);
  }

  @Test
  void shouldCountNeitherForNorAgainstATrackerWhomItTakesForPedestriansOfMot17()
      throws IOException {
    Path mot = Files.createDirectory(dir.resolve("MOT17-02"));
    Files.writeString(
        mot.resolve("gt.txt"),
        """
        1,1,10,10,40,80,1,1,1
        1,2,100,10,40,80,1,7,1
        1,3,200,10,40,80,0,12,1
        1,4,300,10,40,80,0,1,.2
        1,5,400,10,40,80,1,3,1
        1,6,500,10,40,80,0,6,1
        """);
    Files.writeString(mot.resolve("det.txt"), "1,-1,10,10,40,80,0.9\n");
    Path results = dir.resolve("results.txt");
    Files.writeString(
        results,
        IntStream.of(10, 100, 200, 300, 400, 500)
            .mapToObj(x -> "1,%d,%d,10,40,80,1,-1,-1,-1\n".formatted(x, x))
            .collect(Collectors.joining()));

    JsonNode scored = run(mot.toString(), "--score", results.toString());

    assertThat(scored.at("/overall/truth").asInt()).isEqualTo(1);
    assertThat(scored.at("/overall/tp").asInt()).isEqualTo(1);
    assertThat(scored.at("/overall/fp").asInt()).as("hidden, a car, a lorry").isEqualTo(3);
    assertThat(scored.at("/overall/fn").asInt()).isZero();
    assertThat(scored.at("/left_out/0").asText())
        .isEqualTo("MOT17-02: true boxes that do not count: 5");
  }

  @Test
  void shouldScoreTheSameThroughTheTopology() throws IOException {
    Path kitti = writeKitti();

    assertThat(run(kitti.toString(), "--topology")).isEqualTo(run(kitti.toString()));
  }

  @Test
  void shouldNameTheLineOfATrueBoxWithoutArea() throws IOException {
    Path mot = Files.createDirectory(dir.resolve("street"));
    Files.writeString(mot.resolve("gt.txt"), "1,1,10,10,40,80,1\n2,1,20,10,0,80,1\n");
    Files.writeString(mot.resolve("det.txt"), "1,-1,10,10,40,80,0.9,-1,-1,-1\n");

    assertThatThrownBy(() -> TestData.read(mot, note -> {}))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageEndingWith(
            "gt.txt, line 2: expected a width and a height above 0 in columns 5 and 6,"
                + " found 0 and 80");
  }

  @Test
  void shouldScoreAnotherTrackersFileWhenAsked() throws IOException {
    Path mot = Files.createDirectory(dir.resolve("street"));
    Files.writeString(
        mot.resolve("gt.txt"),
        "1,1,10,10,40,80,1\n2,1,20,10,40,80,1\n3,1,30,10,40,80,1\n3,2,200,10,40,80,0\n");
    Files.writeString(mot.resolve("det.txt"), "1,-1,10,10,40,80,0.9,-1,-1,-1\n");
    Path results = dir.resolve("results.txt");
    Files.writeString(
        results,
        "1,4,10,10,40,80,-1,-1,-1,-1\n2,4,20,10,40,80,-1,-1,-1,-1\n3,5,30,10,40,80,-1,-1,-1,-1\n");

    JsonNode scored = run(mot.toString(), "--score", results.toString());

    assertThat(scored.at("/files/0/name").asText()).isEqualTo("street");
    assertThat(scored.at("/overall/truth").asInt()).isEqualTo(3);
    assertThat(scored.at("/overall/switches").asInt()).isEqualTo(1);
    assertThat(scored.at("/overall/mota").asDouble()).isEqualTo(66.6667);
    assertThat(scored.at("/overall/idf1").asDouble()).isEqualTo(66.6667);
  }

  @Test
  void shouldNameFileAndLineWhenAColumnIsNoNumber() throws IOException {
    Path mot = Files.createDirectory(dir.resolve("broken"));
    Files.writeString(mot.resolve("gt.txt"), "1,1,10,10,40,80,1\n");
    Files.writeString(mot.resolve("det.txt"), "1,-1,10,10,40,80,0.9\n1,-1,x,10,40,80,0.9\n");

    assertThatThrownBy(() -> TestData.read(mot, note -> {}))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("det.txt, line 2: expected a number in column 3, found x");
  }

  @Test
  void shouldScoreOnlyTheNamedSequencesWhenAsked() throws IOException {
    List<TestGroup> groups = TestData.read(writeKitti(), note -> {});

    assertThat(TestData.only(List.of("0003"), groups)).isEqualTo(groups);
    assertThatThrownBy(() -> TestData.only(List.of("0004"), groups))
        .isInstanceOf(CommandFailedException.class)
        .hasMessage("--only: expected names of sequences, of 0003, found 0004");
    assertThatThrownBy(() -> TestData.only(List.of("0003", "O003"), groups))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageEndingWith("found O003");
  }

  @Test
  void shouldSayWhatItExpectsWhenADirectoryHoldsNoSequences() {
    assertThatThrownBy(() -> TestData.read(dir, note -> {}))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("expected labels/");
  }

  /** Two cars and a person for 20 frames; one car is a van for the truth. */
  private Path writeKitti() throws IOException {
    List<String> truth = new ArrayList<>();
    List<String> cars = new ArrayList<>();
    List<String> people = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      truth.add(label(i, 1, "Car", 100 + 5 * i));
      truth.add(label(i, 2, "Car", 600 - 5 * i));
      truth.add(label(i, 3, "Van", 900));
      truth.add(label(i, 4, "Pedestrian", 300));
      cars.add(detection(i, 2, 100 + 5 * i, 9.5));
      cars.add(detection(i, 2, 600 - 5 * i, 8.5));
      cars.add(detection(i, 2, 900, 7.5));
      people.add(detection(i, 1, 300, 9));
    }
    Path kitti = dir.resolve("kitti");
    write(kitti.resolve("labels"), truth);
    write(kitti.resolve("detections_car"), cars);
    write(kitti.resolve("detections_pedestrian"), people);
    return kitti;
  }

  private static String label(int frame, int id, String type, int x) {
    return String.format(
        Locale.ROOT, "%d %d %s 0 0 -1.5 %d 150 %d 210 1 1 1 1 1 1 1", frame, id, type, x, x + 90);
  }

  private static String detection(int frame, int type, int x, double score) {
    return String.format(
        Locale.ROOT, "%d,%d,%d,150,%d,210,%.4f,1,1,1,1,1,1,1,1", frame, type, x, x + 90, score);
  }

  private static void write(Path folder, List<String> lines) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("0003.txt"), lines);
  }

  private static JsonNode run(String... args) throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      List<String> all = new ArrayList<>(List.of(args));
      all.addAll(List.of("--json", "--seconds", "0"));
      int code = new picocli.CommandLine(new TrackingCommand()).execute(all.toArray(String[]::new));
      assertThat(code).isZero();
    } finally {
      System.setOut(before);
    }
    return JSON.readTree(bytes.toString(StandardCharsets.UTF_8));
  }
}
