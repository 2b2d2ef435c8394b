package dev.gantry.app.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.CommandFailedException;
import dev.gantry.topologies.definition.DefinitionException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CalibrateCommandTest {

  private static final String CAMERA =
      """
      kind: camera
      id: bridge
      source: {url: "x", size: 960x540}
      calibration:
        points: [{pixel: [312, 480], metres: [0, 0]}, {pixel: [905, 470], metres: [7, 0]}, {pixel: [655, 210], metres: [7, 42]}, {pixel: [520, 212], metres: [0, 42]}]
      segments: [{id: s, polygon_m: [[0, 2], [7, 2], [7, 30], [0, 30]]}]
      """;

  @TempDir Path folder;
  private Path frame;

  @BeforeEach
  void drawFrame() throws IOException {
    frame = folder.resolve("frame.png");
    ImageIO.write(new BufferedImage(960, 540, BufferedImage.TYPE_INT_RGB), "png", frame.toFile());
  }

  @Test
  void shouldDrawTheGridOverTheFrameWhenTheCalibrationIsGood() throws IOException {
    Path grid = folder.resolve("grid.png");

    Result result = run(CAMERA, "--frame", frame.toString(), "-o", grid.toString(), "--json");

    assertThat(result.code()).isZero();
    JsonNode said = new ObjectMapper().readTree(result.out());
    assertThat(said.path("camera").asText()).isEqualTo("bridge");
    assertThat(said.path("good").asBoolean()).isTrue();
    assertThat(said.path("error_percent").asDouble()).isBetween(0.05, 5.0);
    assertThat(said.path("misfits")).hasSize(4);
    BufferedImage drawn = ImageIO.read(grid.toFile());
    assertThat(drawn.getWidth()).isEqualTo(960);
    // the line of y = 0 runs between the first two points, yellow
    Color line = brightestNear(drawn, 608, 475);
    assertThat(line.getRed()).isGreaterThan(120);
    assertThat(line.getBlue()).isLessThan(line.getRed());
  }

  @Test
  void shouldFailWhenTheCalibrationIsTooUncertain() throws IOException {
    String close =
        CAMERA.replaceAll(
            "points: .*",
            "points: [{pixel: [400, 402], metres: [0, 0]}, {pixel: [412, 402], metres: [0.5, 0]},"
                + " {pixel: [411, 396], metres: [0.5, 1]}, {pixel: [401, 396], metres: [0, 1]}]");

    Result result = run(close, "--frame", frame.toString());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).contains("not good enough for speeds");
  }

  @Test
  void shouldCheckTheGroundOverTheWholeImage() throws IOException {
    String fine =
        CAMERA.replaceAll(
            "points: .*",
            "points: [{pixel: [400, 220], metres: [0, 0]}, {pixel: [560, 220], metres: [0.3, 0]},"
                + " {pixel: [520, 205], metres: [0.3, 1]}, {pixel: [440, 205], metres: [0, 1]}]");

    Result result = run(fine, "--frame", frame.toString());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).contains("calibration: expected 0.0004 to 10 m per pixel", "found");
  }

  @Test
  void shouldNameSegmentsZonesAndLinesThatLieOnNoGround() throws IOException {
    String more =
        """
          - {id: behind, polygon_m: [[0, -90], [7, -90], [7, -60], [0, -60]]}
        zones:
          - {id: road, polygon_px: [[300, 0], [600, 0], [600, 500], [300, 500]]}
          - {id: sky, polygon_px: [[300, 10], [600, 10], [600, 40], [300, 40]]}
        lines:
          - {id: stop, from_px: [310, 470], to_px: [900, 465]}
          - {id: gable, from_px: [310, 470], to_px: [400, 20]}
        """;
    String plain = CAMERA.replace("segments: [", "segments:\n  - ");

    Result result = run(plain.substring(0, plain.lastIndexOf(']')) + "\n" + more);

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .contains(
            "segments[1].polygon_m: expected ground that the image shows, found none",
            "zones[1].polygon_px: expected ground within the image, found none",
            "lines[1].to_px: expected ground of 0.0004 to 10 m per pixel, found none at [400, 20]")
        .doesNotContain("segments[0]", "zones[0]", "lines[0]", "lines[1].from_px");
  }

  @Test
  void shouldSayThatTheFrameIsOfAnotherSize() throws IOException {
    Path small = folder.resolve("small.png");
    ImageIO.write(new BufferedImage(640, 500, BufferedImage.TYPE_INT_RGB), "png", small.toFile());

    Result result = run(CAMERA, "--frame", small.toString());

    assertThat(result.out()).contains("the frame is 640x500, source.size is 960x540");
  }

  @Test
  void shouldNameWhatIsWrong() {
    assertThatThrownBy(() -> run(CAMERA.replace("[7, 42]", "[-7, 42]"), "--json"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("calibration.points");
    assertThatThrownBy(() -> run(CAMERA, "--camera", "other"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("found bridge there");
    assertThatThrownBy(() -> run(CAMERA, "--frame", folder.resolve("none.png").toString()))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("--frame: expected a JPEG or PNG");
    assertThatThrownBy(() -> run(CAMERA, "--frame", frame.toString(), "-o", "none/grid.png"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessage(
            "-o: expected a file in a directory that exists and can be written to, found"
                + " none/grid.png");
    assertThatThrownBy(() -> run("kind: camera\nid: bare\n"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("expected a calibration of camera bare");
  }

  @Test
  void shouldSayThatNothingIsDrawnWithoutAPlaceForIt() throws IOException {
    assertThat(run(CAMERA, "--frame", frame.toString()).err()).contains("no grid was drawn", "-o");
    assertThat(run(CAMERA).err()).isEmpty();
  }

  private record Result(int code, String out, String err) {}

  private Result run(String yaml, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("camera.yaml"), yaml);
    String[] args = new String[options.length + 1];
    args[0] = file.toString();
    System.arraycopy(options, 0, args, 1, options.length);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        new CommandLine(new CalibrateCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err, true));
    CalibrateCommand command = line.getCommand();
    line.parseArgs(args);
    int code = command.call();
    return new Result(code, out.toString(), err.toString());
  }

  private static Color brightestNear(BufferedImage image, int x, int y) {
    Color brightest = Color.BLACK;
    for (int dy = -3; dy <= 3; dy++) {
      Color there = new Color(image.getRGB(x, y + dy));
      if (there.getRed() > brightest.getRed()) {
        brightest = there;
      }
    }
    return brightest;
  }
}
