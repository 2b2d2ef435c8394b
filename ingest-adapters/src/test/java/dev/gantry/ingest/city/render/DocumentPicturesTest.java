package dev.gantry.ingest.city.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.CityWatch;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The documents' pictures of the city are what cameras of seed 1 see at moments with much to see.
 */
class DocumentPicturesTest {

  private static final Path FOLDER = Path.of("..", "docs", "images");
  private static final Conditions DAY = Conditions.DAY.withJpegQuality(88);
  private static final Conditions NIGHT = Conditions.NIGHT.withJpegQuality(88);

  /** Levels that a value of a pixel may be off in the mean: what one Java rounds otherwise. */
  private static final double ROUNDING = .5;

  static Stream<Arguments> pictures() {
    return Stream.of(
        Arguments.of("city-day.jpg", DAY, 0, 650),
        Arguments.of("city-night.jpg", NIGHT, 1, 1310),
        Arguments.of("city-rain.jpg", DAY.withRain(.7), 0, 2040),
        Arguments.of("city-glare.jpg", DAY.withGlare(.8), 3, 2190),
        Arguments.of("city-compressed.jpg", DAY.withJpegQuality(16), 0, 650));
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void shouldBeThePictureInTheDocumentation(
      String name, Conditions conditions, int camera, long frameSeq) throws IOException {
    byte[] jpeg = jpeg(conditions, camera, frameSeq);
    Path file = FOLDER.resolve(name);
    if (System.getProperty("gantry.write-docs") != null) {
      Files.write(file, jpeg);
    }
    assertThat(difference(Files.readAllBytes(file), jpeg))
        .as("%s is stale; the command that writes it is in CONTRIBUTING.md", file)
        .isLessThan(ROUNDING);
  }

  private static byte[] jpeg(Conditions conditions, int camera, long frameSeq) {
    var scenario = new CityScenario(1, 4, 10, CityScenario.DEFAULT_SECOND_OF_DAY, false);
    var watch = new CityWatch(scenario);
    watch.advanceTo(frameSeq);
    try (var renderer =
        new CityRenderer(watch.city().network(), watch.looking(camera), scenario.seed())) {
      return renderer.frame(watch.actors(), conditions, watch::light, frameSeq);
    }
  }

  /** Of the values of all pixels, 0 to 255, in the mean. */
  private static double difference(byte[] one, byte[] other) throws IOException {
    int[] first = values(one);
    int[] second = values(other);
    assertThat(first).hasSameSizeAs(second);
    long sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += Math.abs(first[i] - second[i]);
    }
    return (double) sum / first.length;
  }

  private static int[] values(byte[] jpeg) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
    return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
  }
}
