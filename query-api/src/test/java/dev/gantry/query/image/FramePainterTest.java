package dev.gantry.query.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.geometry.Box;
import dev.gantry.query.TestObjects;
import dev.gantry.schemas.records.TrackUpdate;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class FramePainterTest {

  private static final TrackUpdate.Builder CAR = TestObjects.track("bridge", "t-1", 3);

  @Test
  void shouldDrawABoxWithItsLabelAbove() throws IOException {
    Mark mark = new Mark(new Box(100, 80, 60, 40), "car", Mark.Tone.CALM, true);

    BufferedImage image = read(FramePainter.paint(TestObjects.jpeg(320, 180), List.of(mark)));

    assertThat(greenness(image, 130, 120)).isGreaterThan(50);
    assertThat(greenness(image, 160, 100)).isGreaterThan(50);
    assertThat(greenness(image, 102, 65)).isGreaterThan(50);
    assertThat(greenness(image, 130, 100)).isLessThan(20);
    assertThat(greenness(image, 250, 100)).isLessThan(20);
  }

  @Test
  void shouldKeepTheSizeAndDrawOverTheEdge() throws IOException {
    Mark mark = new Mark(new Box(-20, -5, 400, 20), "truck ± 日本", Mark.Tone.URGENT, false);

    BufferedImage image = read(FramePainter.paint(TestObjects.jpeg(320, 180), List.of(mark)));

    assertThat(image.getWidth()).isEqualTo(320);
    assertThat(image.getHeight()).isEqualTo(180);
  }

  @Test
  void shouldLeaveAPictureAloneThatCanNotBeDecoded() {
    byte[] noPicture = {1, 2, 3};
    Mark mark = new Mark(new Box(1, 1, 9, 9), "car", Mark.Tone.CALM, true);

    assertThat(FramePainter.paint(noPicture, List.of(mark))).isSameAs(noPicture);
  }

  @Test
  void shouldLabelWithSpeedAndUncertainty() {
    assertThat(Mark.of(CAR.build(), null).text()).isEqualTo("car 54 ± 2 km/h");
    assertThat(Mark.of(TrackUpdate.newBuilder(CAR).setSpeedKnown(false).build(), null).text())
        .isEqualTo("car");
    assertThat(Mark.of(TrackUpdate.newBuilder(CAR).setCalibrated(false).build(), null).text())
        .isEqualTo("car 120 px/s");
  }

  @Test
  void shouldColourByTheSeverityOfTheAlert() {
    Mark high = Mark.of(CAR.build(), TestObjects.alert("a", 1).setSeverity("high").build());
    Mark low = Mark.of(CAR.build(), TestObjects.alert("a", 1).setSeverity("warning").build());

    assertThat(high.tone()).isEqualTo(Mark.Tone.URGENT);
    assertThat(high.text()).endsWith("speeding");
    assertThat(low.tone()).isEqualTo(Mark.Tone.WARNING);
    assertThat(Mark.of(CAR.build(), null).tone()).isEqualTo(Mark.Tone.CALM);
  }

  @Test
  void shouldHaveStrokesForAllThatLabelsAreMadeOf() {
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789±/.-_()#%";
    double missing = StrokeFont.width("\u65e5", 6);

    assertThat(missing).isEqualTo(4);
    assertThat(StrokeFont.width("", 6)).isZero();
    assertThat(StrokeFont.shape(letters, 0, 6, 6).getBounds2D().getWidth())
        .isCloseTo(StrokeFont.width(letters, 6), within(1.0));
  }

  private static BufferedImage read(byte[] jpeg) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(jpeg));
  }

  private static int greenness(BufferedImage image, int x, int y) {
    int rgb = image.getRGB(x, y);
    return ((rgb >> 8) & 0xff) - ((rgb >> 16) & 0xff);
  }
}
