package dev.gantry.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.ingest.city.camera.CameraLayout;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.render.CityRenderer;
import dev.gantry.ingest.city.render.Conditions;
import dev.gantry.ingest.city.road.RoadNetwork;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class UplinksTest {

  private static final int SPELL = 1800;
  private static final List<CityCamera> CAMERAS = CameraLayout.place(RoadNetwork.grid(1, 3, 3), 8);

  /** Of which the second camera's network is narrow. */
  private static final CityScenario NARROW = new CityScenario(3, 2, 10, 7 * 3600 + SPELL, false);

  @Test
  void shouldBeNarrowForSomeCamerasInSomeHalfHours() {
    List<Integer> qualities = new ArrayList<>();
    int busy = 0;
    int spells = 0;
    for (int seed = 0; seed < 40; seed++) {
      var weather = new CityWeather(seed);
      for (int second = 0; second < 86_400; second += SPELL) {
        List<Integer> narrow = narrow(weather, second);
        busy += narrow.isEmpty() ? 0 : 1;
        spells++;
        qualities.addAll(narrow);
        assertThat(narrow(weather, second + SPELL - 1)).isEqualTo(narrow);
      }
    }
    assertThat((double) qualities.size() / spells / CAMERAS.size()).isCloseTo(.025, within(.006));
    assertThat((double) busy / spells).isBetween(.06, .12);
    assertThat(qualities).allMatch(quality -> quality >= 12 && quality <= 24).contains(12, 24);
  }

  /** The qualities of the pictures that are compressed. */
  private static List<Integer> narrow(CityWeather weather, int second) {
    return CAMERAS.stream()
        .map(camera -> weather.at(camera, second))
        .filter(Conditions::isCompressed)
        .map(Conditions::jpegQuality)
        .toList();
  }

  @Test
  void shouldSpoilPicturesAndNothingElse() throws IOException {
    var watch = new CityWatch(NARROW);
    watch.advanceTo(0);
    Conditions narrow = watch.conditions(1);
    Conditions wide = narrow.withJpegQuality(Conditions.USUAL_QUALITY);
    assertThat(watch.conditions(0).isCompressed()).isFalse();
    assertThat(narrow.isCompressed()).isTrue();

    try (var renderer = new CityRenderer(watch.city().network(), watch.looking(1), NARROW.seed())) {
      byte[] spoilt = renderer.frame(watch.actors(), narrow, watch::light, 0);
      byte[] usual = renderer.frame(watch.actors(), wide, watch::light, 0);

      assertThat(spoilt.length).isLessThan(usual.length / 2);
      assertThat(edgesOfBlocks(spoilt)).isGreaterThan(1.5 * edgesOfBlocks(usual));
      assertThat(pixels(renderer.picture(watch.actors(), narrow, watch::light, 0)))
          .isEqualTo(pixels(renderer.picture(watch.actors(), wide, watch::light, 0)));
    }
  }

  /** How much stronger edges between the blocks of a JPEG are than those within them. */
  private static double edgesOfBlocks(byte[] jpeg) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
    double[] steps = new double[8];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 1; x < image.getWidth(); x++) {
        steps[x % 8] += Math.abs(green(image, x, y) - green(image, x - 1, y));
      }
    }
    return steps[0] / steps[4];
  }

  private static int green(BufferedImage image, int x, int y) {
    return (image.getRGB(x, y) >> 8) & 0xFF;
  }

  private static byte[] pixels(BufferedImage image) {
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }
}
