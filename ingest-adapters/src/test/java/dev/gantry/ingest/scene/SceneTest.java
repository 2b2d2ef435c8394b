package dev.gantry.ingest.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.geometry.Point;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class SceneTest {

  private static final Pattern PAIR =
      Pattern.compile("\\{pixel: \\[([\\d.]+), ([\\d.]+)], metres: \\[(-?[\\d.]+), (-?[\\d.]+)]}");

  @Test
  void shouldRenderTheSameBytesForTheSameSeedInAnyOrder() {
    // given
    try (var forwards = new Scene(7);
        var backwards = new Scene(7)) {
      byte[] later = backwards.frame(160).jpeg();
      // when
      byte[] earlier = backwards.frame(40).jpeg();
      // then
      assertThat(forwards.frame(40).jpeg()).isEqualTo(earlier);
      assertThat(forwards.frame(160).jpeg()).isEqualTo(later);
    }
  }

  @Test
  void shouldRenderOtherFramesForAnotherSeed() {
    try (var one = new Scene(1);
        var two = new Scene(2)) {
      assertThat(one.frame(100).jpeg()).isNotEqualTo(two.frame(100).jpeg());
    }
  }

  @Test
  void shouldRenderAPictureOfTheStatedSize() throws Exception {
    try (var scene = new Scene(1)) {
      // when
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(scene.frame(35).jpeg()));
      // then
      assertThat(picture.getWidth()).isEqualTo(Scene.WIDTH);
      assertThat(picture.getHeight()).isEqualTo(Scene.HEIGHT);
    }
  }

  @Test
  void shouldShowVehiclesWhereTheTruthSaysSo() throws Exception {
    try (var scene = new Scene(1)) {
      // given
      BufferedImage empty = ImageIO.read(new ByteArrayInputStream(scene.frame(0).jpeg()));
      RenderedFrame rendered = scene.frame(38);
      // when
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(rendered.jpeg()));
      // then
      assertThat(rendered.truth().vehicles()).isNotEmpty();
      for (VehicleTruth vehicle : rendered.truth().vehicles()) {
        Point middle = vehicle.box().centre();
        assertThat(difference(empty, picture, middle)).isGreaterThan(40);
      }
    }
  }

  private static int difference(BufferedImage a, BufferedImage b, Point at) {
    int first = a.getRGB((int) at.x(), (int) at.y());
    int second = b.getRGB((int) at.x(), (int) at.y());
    int sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      sum += Math.abs(((first >> shift) & 0xFF) - ((second >> shift) & 0xFF));
    }
    return sum;
  }

  @Test
  void shouldStateTheCalibrationItRendersWith() {
    // when
    var pairs = PAIR.matcher(Scene.cameraYaml()).results().toList();
    // then
    assertThat(pairs).hasSizeGreaterThanOrEqualTo(4);
    for (MatchResult pair : pairs) {
      Point drawn =
          View.project(Double.parseDouble(pair.group(3)), Double.parseDouble(pair.group(4)), 0);
      assertThat(drawn.x()).isCloseTo(Double.parseDouble(pair.group(1)), within(.006));
      assertThat(drawn.y()).isCloseTo(Double.parseDouble(pair.group(2)), within(.006));
    }
  }

  @Test
  void shouldNameCameraAndRulesAsTheDefinitionsDo() {
    assertThat(Scene.cameraYaml())
        .contains("id: " + Scene.CAMERA_ID + "\n", "site: " + Scene.SITE + "\n");
    for (Incident.Kind kind : Incident.Kind.values()) {
      assertThat(Scene.rulesYaml()).contains("alert: " + kind.rule() + "\n");
    }
  }

  @Test
  void shouldMapGroundAndImageBothWays() {
    for (double y = 14; y < 120; y += 7) {
      for (double x = -6; x <= 6; x += 3) {
        Point pixel = View.project(x, y, 0);
        double back = View.groundY(pixel.y());
        assertThat(back).isCloseTo(y, within(1e-9));
        assertThat(View.groundX(pixel.x(), back)).isCloseTo(x, within(1e-9));
      }
    }
  }

  @Test
  void shouldRefuseAFrameBeforeTheFirst() {
    assertThatThrownBy(() -> new SceneTruth(1).frame(-1))
        .hasMessage("frame_seq: expected 0 or more, found -1");
  }
}
