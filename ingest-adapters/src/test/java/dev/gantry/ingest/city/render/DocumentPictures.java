package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.CityWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the documents' pictures of the city, seen by cameras of seed 1 at moments with much to
 * see. Run it with the folder to write to; the documents have theirs in {@code docs/images}.
 */
final class DocumentPictures {

  private static final Conditions DAY = Conditions.DAY.withJpegQuality(88);
  private static final Conditions NIGHT = Conditions.NIGHT.withJpegQuality(88);

  private final Path folder;

  private DocumentPictures(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("expected a folder, found " + args.length + " arguments");
    }
    var pictures = new DocumentPictures(Path.of(args[0]));
    pictures.write("city-day.jpg", DAY, 0, 1350);
    pictures.write("city-night.jpg", NIGHT, 1, 2240);
    pictures.write("city-rain.jpg", DAY.withRain(.7), 0, 2310);
    pictures.write("city-glare.jpg", DAY.withGlare(.8), 3, 2070);
  }

  /** Writes what a camera sees in a frame. */
  private void write(String name, Conditions conditions, int camera, long frameSeq)
      throws IOException {
    var scenario = new CityScenario(1, 4, 10, CityScenario.DEFAULT_SECOND_OF_DAY, false);
    var watch = new CityWatch(scenario);
    watch.advanceTo(frameSeq);
    try (var renderer =
        new CityRenderer(watch.city().network(), watch.looking(camera), scenario.seed())) {
      Files.write(
          folder.resolve(name), renderer.frame(watch.actors(), conditions, watch::light, frameSeq));
    }
  }
}
