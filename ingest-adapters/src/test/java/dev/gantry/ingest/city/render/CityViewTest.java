package dev.gantry.ingest.city.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.view.ViewSample;
import dev.gantry.domain.view.ViewWatch;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.camera.CityCamera;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the cameras of the city show in each weather, with nothing wrong and with each fault. */
class CityViewTest {

  /** Every so many of ten frames a second are looked at: two a second, to be quick. */
  private static final int EVERY = 5;

  private static final int FRAMES_A_SECOND = 10;

  private static final CityScenario SCENARIO =
      new CityScenario(3, 4, FRAMES_A_SECOND, CityScenario.DEFAULT_SECOND_OF_DAY, false);

  /** What stands still takes longer to paint than all pictures together. */
  private static final CityRenderer STRAIGHT = renderer(city -> city.cameras().get(0));

  private static final CityRenderer ASIDE = renderer(city -> city.turned(0));

  private final CityWatch city = new CityWatch(SCENARIO);
  private final ViewWatch watch = new ViewWatch();
  private final List<String> told = new ArrayList<>();
  private long seq;

  static Stream<Conditions> weathers() {
    return Stream.of(
        Conditions.DAY,
        Conditions.NIGHT,
        Conditions.DAY.withRain(.7),
        Conditions.NIGHT.withRain(.7),
        Conditions.DAY.withGlare(.7),
        Conditions.DAY.withShake(3),
        Conditions.NIGHT.withShake(3),
        Conditions.DAY.withJpegQuality(12),
        Conditions.NIGHT.withJpegQuality(12));
  }

  @ParameterizedTest
  @MethodSource("weathers")
  void shouldTellOfEachFaultAndOfNothingElse(Conditions weather) {
    show(15, STRAIGHT, weather);
    assertThat(told).isEmpty();
    show(4, STRAIGHT, weather.withCovered(true));
    show(4, STRAIGHT, weather);
    show(6, ASIDE, weather);
    show(4, STRAIGHT, weather);
    hold(sample(STRAIGHT, weather), 10);
    show(2, STRAIGHT, weather);
    assertThat(told).containsExactly("COVERED", "NORMAL", "TURNED", "NORMAL", "FROZEN", "NORMAL");
  }

  /** Nowhere but in a simulation does it turn to a wet night from one picture to the next. */
  @Test
  void shouldNotTakeWeatherThatChangesAtOnceForMore() {
    show(12, STRAIGHT, Conditions.DAY);
    for (Conditions weather : weathers().toList()) {
      show(6, STRAIGHT, weather);
      show(3, STRAIGHT, Conditions.DAY);
    }
    assertThat(told).isEmpty();
  }

  @AfterAll
  static void close() {
    STRAIGHT.close();
    ASIDE.close();
  }

  private static CityRenderer renderer(Function<CityWatch, CityCamera> camera) {
    CityWatch city = new CityWatch(SCENARIO);
    return new CityRenderer(city.city().network(), camera.apply(city), SCENARIO.seed());
  }

  private void show(int seconds, CityRenderer renderer, Conditions conditions) {
    for (int i = 0; i < seconds * FRAMES_A_SECOND / EVERY; i++) {
      look(sample(renderer, conditions));
    }
  }

  private void hold(ViewSample sample, int seconds) {
    for (int i = 0; i < seconds * FRAMES_A_SECOND / EVERY; i++) {
      look(sample);
    }
  }

  private void look(ViewSample sample) {
    long us = seq * 1_000_000 / FRAMES_A_SECOND;
    watch.look(1, us, 1, sample).ifPresent(change -> told.add(change.condition().name()));
    seq += EVERY;
  }

  private ViewSample sample(CityRenderer renderer, Conditions conditions) {
    city.advanceTo(seq);
    byte[] jpeg = renderer.frame(city.actors(), conditions, city::light, seq);
    return half(decoded(jpeg)).orElseThrow();
  }

  private static BufferedImage decoded(byte[] jpeg) {
    try {
      return ImageIO.read(new ByteArrayInputStream(jpeg));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Means of two by two pixels, as detectors reduce pictures of 640 pixels. */
  private static Optional<ViewSample> half(BufferedImage image) {
    byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    int width = image.getWidth() / 2;
    int height = image.getHeight() / 2;
    float[] luma = new float[width * height];
    for (int i = 0; i < bgr.length; i += 3) {
      int x = i / 3 % image.getWidth() / 2;
      int y = i / 3 / image.getWidth() / 2;
      float light =
          .114f * (bgr[i] & 0xFF) + .587f * (bgr[i + 1] & 0xFF) + .299f * (bgr[i + 2] & 0xFF);
      luma[y * width + x] += light / 4;
    }
    return ViewSample.of(luma, width, height);
  }
}
