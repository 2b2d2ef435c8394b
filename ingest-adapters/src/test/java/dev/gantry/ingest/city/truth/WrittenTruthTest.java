package dev.gantry.ingest.city.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.domain.geometry.Box;
import dev.gantry.ingest.city.CityScenario;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenTruthTest {

  private static final Instant START = Instant.parse("2026-01-01T08:00:00Z");
  private static final CityScenario SCENARIO = new CityScenario(1, 4, 3, 8 * 3600, true);
  private static final int FRAMES = 900;
  private static final CityTruth COMPUTED = new CityTruth(SCENARIO);

  @TempDir private static Path dir;
  private static Path file = Path.of("truth.jsonl");

  @BeforeAll
  static void write() throws IOException {
    file = dir.resolve("truth.jsonl");
    try (Writer out = Files.newBufferedWriter(file)) {
      new TruthFile(new CityTruth(SCENARIO), START).write(out, FRAMES);
    }
  }

  @Test
  void shouldSayTheSameAsTheTruthThatWasWritten() throws IOException {
    try (WrittenTruth written = WrittenTruth.read(file)) {
      assertThat(written.starts()).isEqualTo(START);
      assertThat(written.frames()).isEqualTo(FRAMES);
      assertThat(written.incidentsUntil(FRAMES)).isEqualTo(COMPUTED.incidentsUntil(FRAMES));
      for (int camera = 0; camera < 4; camera++) {
        assertThat(written.camera(COMPUTED.cameraId(camera))).hasValue(camera);
        for (long seq = FRAMES - 1; seq >= 0; seq--) {
          assertThat(written.frame(camera, seq)).isEqualTo(COMPUTED.frame(camera, seq));
          assertThat(written.isFaulty(camera, seq)).isEqualTo(COMPUTED.isFaulty(camera, seq));
        }
      }
    }
  }

  @Test
  void shouldGiveTheSameScore() throws IOException {
    CityScore computed = score(COMPUTED);
    try (WrittenTruth written = WrittenTruth.read(file)) {
      assertThat(score(written)).isEqualTo(computed);
    }
    assertThat(computed.detectionRecall().orElseThrow()).isBetween(.3, .99);
    assertThat(computed.alertRecall().orElseThrow()).isBetween(.3, .99);
    assertThat(computed.liveSpeeds().speeds()).isGreaterThan(100);
    assertThat(computed.tracksTimed()).isPositive();
  }

  @Test
  void shouldRefuseAFileThatWasCutOff() throws IOException {
    Path cut = changed(text -> text.substring(0, text.indexOf("{\"type\":\"incident\"") / 2));
    assertThatThrownBy(() -> WrittenTruth.read(cut))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a JSON object, found text that is cut off")
        .hasMessageMatching("(?s).*, at column \\d+")
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
    Path shorter = changed(text -> text.substring(0, text.lastIndexOf("{\"type\":\"frame\"")));
    assertThatThrownBy(() -> WrittenTruth.read(shorter))
        .hasMessage(shorter + ": expected 900 frames of each camera, found 899: it was cut off");
  }

  @Test
  void shouldTellWhichFieldOfWhichLineIsNoGood() throws IOException {
    assertThat(refusal("\"frame_seq\":0,", "\"frame_seq\":\"0\","))
        .isEqualTo(":6: frame_seq: expected a whole number, 0 or more, found \"0\"");
    assertThat(refusal("\"frame_seq\":1,", "\"frame_seq\":3,"))
        .isEqualTo(":10: frame_seq: expected 1, one more than before, found 3");
    assertThat(refusal("\"starts\":\"2026", "\"starts\":\"26"))
        .startsWith(":1: starts: expected a time such as");
    assertThat(refusal("\"visible\":", "\"visibl\":"))
        .matches(":\\d+: visible: expected a number, found nothing");
    assertThat(refusal("\"type\":\"camera\"", "\"type\":\"eye\""))
        .isEqualTo(":2: type: expected camera, frame or incident, found eye");
    assertThat(refusal("\"type\":\"city\"", "\"type\":\"frame\""))
        .isEqualTo(":1: type: expected city in the first line, and in no other, found frame");
  }

  @Test
  void shouldKnowNothingOfFramesAfterTheLast() throws IOException {
    try (WrittenTruth written = WrittenTruth.read(file)) {
      assertThatThrownBy(() -> written.frame(0, FRAMES))
          .hasMessage("frame_seq: expected 0 to 899, found 900");
    }
  }

  /** What is said of the file with its first such text changed, after its name. */
  private static String refusal(String text, String other) throws IOException {
    Path changed = changed(whole -> whole.replaceFirst(Pattern.quote(text), other));
    try (WrittenTruth written = WrittenTruth.read(changed)) {
      return "taken: " + written.frames();
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage()).substring(changed.toString().length());
    }
  }

  private static Path changed(UnaryOperator<String> change) throws IOException {
    return Files.writeString(dir.resolve("changed.jsonl"), change.apply(Files.readString(file)));
  }

  /** The score of somebody who sees three of four boxes, a bit off, and tells of every other. */
  private static CityScore score(Truth truth) {
    List<TrueIncident> incidents = truth.incidentsUntil(FRAMES);
    Set<String> kinds =
        incidents.stream().map(TrueIncident::kind).collect(Collectors.toCollection(TreeSet::new));
    CityScorer scorer = new CityScorer(truth, kinds);
    for (long seq = 0; seq < FRAMES; seq++) {
      for (int camera = 0; camera < 4; camera++) {
        see(scorer, "city-cam-" + (camera + 1), seq, COMPUTED.frame(camera, seq));
      }
    }
    for (int i = 0; i < incidents.size(); i += 2) {
      scorer.alert(about(incidents.get(i)));
    }
    return scorer.score();
  }

  private static void see(CityScorer scorer, String camera, long seq, List<TrueObject> objects) {
    List<Box> boxes =
        objects.stream()
            .map(TrueObject::box)
            .filter(box -> Math.floorMod((long) box.x(), 4L) != 0)
            .map(box -> new Box(box.x() + 1.3, box.y(), box.width() * 1.3, box.height()))
            .toList();
    scorer.detections(camera, seq, boxes);
    for (TrueObject object : objects) {
      String track = object.actorId() + "@" + camera;
      scorer.trackBox(camera, seq, track, object.box());
      scorer.liveSpeed(camera, seq, track, object.box(), object.speedMps() + .5, .25);
      if (seq == FRAMES - 1) {
        scorer.trackEnd(camera, track, object.speedMps(), .5);
      }
    }
  }

  private static RaisedAlert about(TrueIncident incident) {
    Map<String, String> labels = new HashMap<>();
    incident.subjects().forEach((label, names) -> labels.put(label, new TreeSet<>(names).first()));
    incident.cameras().stream().findFirst().ifPresent(camera -> labels.put("camera", camera));
    if (!incident.who().isEmpty() && !incident.cameras().isEmpty()) {
      labels.put("track", incident.who() + "@" + incident.cameras().get(0));
    }
    return new RaisedAlert(incident.kind(), incident.begins(), incident.begins() + 1, labels);
  }
}
