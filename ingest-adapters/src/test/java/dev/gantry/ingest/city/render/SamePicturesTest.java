package dev.gantry.ingest.city.render;

import static dev.gantry.ingest.city.render.TestStreet.CAMERA;
import static dev.gantry.ingest.city.render.TestStreet.NETWORK;
import static dev.gantry.ingest.city.render.TestStreet.actor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.hash.Sha256;
import dev.gantry.ingest.city.traffic.Actor;
import dev.gantry.ingest.city.traffic.Actor.Shape;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same moment gives the same pixels, wherever it is painted and however fast. Who changes what
 * pictures look like on purpose writes the new sums down.
 */
class SamePicturesTest {

  private static final CityRenderer RENDERER = new CityRenderer(NETWORK, CAMERA, 1);

  @AfterAll
  static void close() {
    RENDERER.close();
  }

  @ParameterizedTest
  @CsvSource({
    "DAY,   0, 0,  0, false, 9bae67a3ffdaa1050d936787105c90a9b3154c9815f57001baefaddaa1b314eb",
    "DAY,   0, .6, 0, false, 8ce6d6ca274f9cc69daede77ecf4ea5bc6c2e5c434aa59ea32706d306ce1df0f",
    "DAY,  .3, 0,  7, false, dc7b1d9457f42cf188f0b744ec76c90231c17e9a5bce446ba66e3b9e703c13d2",
    "DAY,   1, 0,  0, true,  52bb3ca8c846a48b74269a70329a3678485bcff5b79779c31358eea63116ade3",
    "NIGHT, 0, 0,  0, false, 47c3188884aa21330755bbfd30c3a83bc72171eb01e9bd8e835273e0b2ba72a7",
    "NIGHT, 1, 0, 20, false, d5c0467abb567f24b48144faaaa9bb258107e18b710d182f0c0776cb263f5651",
  })
  void shouldPaintTheSamePixelsInEveryProcess(
      Conditions.Light light,
      double rain,
      double glare,
      double shake,
      boolean covered,
      String sum) {
    var conditions = new Conditions(light, rain, glare, shake, 85, covered);
    assertThat(sum(RENDERER.picture(everybody(), conditions, CityRendererTest::red, 42)))
        .isEqualTo(sum);
  }

  /** All shapes: near and far, partly outside of the picture, too near, and behind buildings. */
  private static List<Actor> everybody() {
    List<Actor> actors = new ArrayList<>();
    double ahead = 1;
    for (Shape shape : Shape.values()) {
      actors.add(actor(shape, ahead, 1.75, .1));
      actors.add(actor(shape, ahead + 14, -5.25, Math.PI));
      actors.add(actor(shape, 3 * ahead + 20, 9 * (ahead % 5 - 2), ahead));
      ahead += 6.5;
    }
    return actors;
  }

  private static String sum(BufferedImage image) {
    var bytes = new byte[3 * image.getWidth() * image.getHeight()];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        bytes[at++] = (byte) (rgb >> 16);
        bytes[at++] = (byte) (rgb >> 8);
        bytes[at++] = (byte) rgb;
      }
    }
    return HexFormat.of().formatHex(Sha256.digest().digest(bytes));
  }
}
