package dev.gantry.ingest.city.truth;

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
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Writes a picture of each kind of incident that can be seen, a red box around whoever it is about.
 * Run it with the folder to write to; the documents have theirs in {@code docs/images}.
 */
final class IncidentPictures {

  private static final List<String> KINDS =
      List.of(
          "speeding",
          "stopped_vehicle",
          "wrong_way",
          "queue",
          "near_miss",
          "person_on_carriageway",
          "camera_covered",
          "camera_turned");

  private static final int FRAMES = 12_000;
  private static final int QUALITY = 80;

  private IncidentPictures() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("expected a folder, found " + args.length + " arguments");
    }
    var truth = new CityTruth(new CityScenario(1, 4, 10, 8 * 3600, true));
    for (String kind : KINDS) {
      write(Path.of(args[0]).resolve("incident-" + kind.replace('_', '-') + ".jpg"), truth, kind);
    }
  }

  /** Of the first that is clear, or else of the first. */
  private static void write(Path file, CityTruth truth, String kind) throws IOException {
    TrueIncident incident =
        truth.incidentsUntil(FRAMES).stream()
            .filter(each -> each.kind().equals(kind) && !each.cameras().isEmpty())
            .min(Comparator.comparing(each -> !each.clear()))
            .orElseThrow(() -> new IllegalStateException("nothing of kind " + kind + " was seen"));
    int camera = truth.camera(incident.cameras().get(0)).orElseThrow();
    long seq = bestFrame(truth, incident, camera);
    Files.write(file, picture(truth, incident, camera, seq));
    System.out.println(file + ": camera " + camera + ", frame " + seq + ", " + incident);
  }

  /** The frame nearest to the middle of the incident that shows whom it is about. */
  private static long bestFrame(CityTruth truth, TrueIncident incident, int camera) {
    long first = Math.round(10 * incident.begins());
    long last = Math.min(FRAMES - 1, Math.round(10 * incident.ends()));
    long middle = (first + last) / 2;
    return LongStream.rangeClosed(first, last)
        .boxed()
        .filter(seq -> about(truth, incident, camera, seq).isPresent())
        .min(Comparator.comparingLong(seq -> Math.abs(seq - middle)))
        .orElse(middle);
  }

  private static Optional<TrueObject> about(
      CityTruth truth, TrueIncident incident, int camera, long seq) {
    return truth.frame(camera, seq).stream()
        .filter(object -> object.actorId().equals(incident.who()) && object.isExpected())
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
