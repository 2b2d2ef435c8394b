package dev.gantry.ingest.city.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.geometry.Box;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.render.CityRenderer;
import dev.gantry.ingest.city.render.Conditions;
import dev.gantry.ingest.image.JpegEncoder;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writes the documents' pictures of incidents, those of seed 1 from 08:00: of each kind that can be
 * seen one, a red box around whoever it is about.
 */
@EnabledIfSystemProperty(
    named = "gantry.write-docs",
    matches = ".*",
    disabledReason = "20 minutes of a city are gone through for a few pictures")
class IncidentPicturesTest {

  private static final Path FOLDER = Path.of("..", "docs", "images");
  private static final int FRAMES = 12_000;
  private static final int QUALITY = 80;

  private static final CityTruth TRUTH =
      new CityTruth(new CityScenario(1, 4, 10, CityScenario.DEFAULT_SECOND_OF_DAY, true));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "speeding",
        "stopped_vehicle",
        "wrong_way",
        "queue",
        "near_miss",
        "person_on_carriageway",
        "camera_covered",
        "camera_turned"
      })
  void shouldHaveAPicture(String kind) throws IOException {
    TrueIncident incident = shown(kind);
    int camera = TRUTH.camera(incident.cameras().get(0)).orElseThrow();
    long seq = bestFrame(TRUTH, incident, camera);
    Path file = FOLDER.resolve("incident-" + kind.replace('_', '-') + ".jpg");
    Files.write(file, picture(TRUTH, incident, camera, seq));
    assertThat(file).isNotEmptyFile();
  }

  /** The first that is clear, or else the first. */
  private static TrueIncident shown(String kind) {
    return TRUTH.incidentsUntil(FRAMES).stream()
        .filter(each -> each.kind().equals(kind) && !each.cameras().isEmpty())
        .min(Comparator.comparing(each -> !each.clear()))
        .orElseThrow(() -> new IllegalStateException("nothing of kind " + kind + " was seen"));
  }

  /** The frame nearest to the middle of the incident that shows whom it is about. */
  private static long bestFrame(CityTruth truth, TrueIncident incident, int camera) {
    long first = Math.round(10 * incident.begins());
    long last = Math.min(FRAMES - 1, Math.round(10 * incident.ends()));
    long middle = (first + last) / 2;
    return LongStream.rangeClosed(first, last)
        .boxed()
        .filter(
            seq -> about(truth, incident, camera, seq).filter(TrueObject::isExpected).isPresent())
        .min(Comparator.comparingLong(seq -> Math.abs(seq - middle)))
        .orElse(middle);
  }

  private static Optional<TrueObject> about(
      CityTruth truth, TrueIncident incident, int camera, long seq) {
    return truth.frame(camera, seq).stream()
        .filter(object -> object.actorId().equals(incident.who()))
        .findFirst();
  }

  private static byte[] picture(CityTruth truth, TrueIncident incident, int camera, long seq) {
    CityScenario scenario = truth.scenario();
    var watch = new CityWatch(scenario);
    watch.advanceTo(seq);
    boolean covered = incident.kind().equals("camera_covered");
    try (var renderer =
            new CityRenderer(watch.city().network(), watch.looking(camera), scenario.seed());
        var encoder = new JpegEncoder(QUALITY)) {
      BufferedImage image =
          renderer.picture(watch.actors(), Conditions.DAY.withCovered(covered), watch::light, seq);
      about(truth, incident, camera, seq).ifPresent(object -> mark(image, object.box()));
      return encoder.encode(image);
    }
  }

  private static void mark(BufferedImage image, Box box) {
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(0xE02020));
    graphics.setStroke(new BasicStroke(2));
    graphics.drawRect(
        (int) box.x() - 2, (int) box.y() - 2, (int) box.width() + 4, (int) box.height() + 4);
    graphics.dispose();
  }
}
