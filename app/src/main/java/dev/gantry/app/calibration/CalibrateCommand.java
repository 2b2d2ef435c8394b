package dev.gantry.app.calibration;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.CommandFailedException;
import dev.gantry.app.definition.DefinitionFiles;
import dev.gantry.app.process.GantryProcess;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gantry calibrate}. */
@Command(
    name = "calibrate",
    description = {
      "Checks the calibration of a camera, says how well it fits, and draws its ground grid over a"
          + " frame.",
      "Ends with 1 when the calibration can't be used or is too uncertain to measure speeds with."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: gantry calibrate bridge.yaml --camera bridge-north --frame bridge.jpg -o grid.png"
    })
public final class CalibrateCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "File or directory of definitions.")
  Path file = Path.of("");

  @Option(
      names = "--camera",
      paramLabel = "ID",
      description = "The camera. Default: the only one there.")
  @Nullable String camera;

  @Option(names = "--frame", paramLabel = "IMAGE", description = "A frame of it, JPEG or PNG.")
  @Nullable Path frame;

  @Option(names = "-o", paramLabel = "PNG", description = "Where to draw the grid; needs --frame.")
  @Nullable Path output;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    CameraDefinition definition = definition();
    Optional<BufferedImage> picture = frame == null ? Optional.empty() : Optional.of(read(frame));
    CalibrationReport report = CalibrationReport.of(definition, picture);
    if (output != null) {
      BufferedImage drawn =
          picture.orElseThrow(
              () -> new CommandFailedException("-o: expected a --frame to draw on, found none"));
      new GroundGrid(definition).drawOn(drawn);
      write(drawn, output);
    } else if (frame != null) {
      spec.commandLine()
          .getErr()
          .println("no grid was drawn: expected -o to say where, as in -o grid.png");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? JSON.writeValueAsString(report) : report.words());
    out.flush();
    return report.good() ? 0 : 1;
  }

  private CameraDefinition definition() {
    List<CameraDefinition> cameras =
        new DefinitionFiles(GantryProcess.definitionParser())
            .read(file).stream().map(ParsedDefinition::camera).flatMap(Optional::stream).toList();
    List<CameraDefinition> meant =
        cameras.stream().filter(c -> camera == null || c.id().equals(camera)).toList();
    if (meant.size() != 1) {
      throw new CommandFailedException(
          "--camera: expected one of the cameras in %s, found %s there"
              .formatted(
                  file,
                  cameras.isEmpty()
                      ? "none"
                      : cameras.stream()
                          .map(CameraDefinition::id)
                          .collect(Collectors.joining(", "))));
    }
    if (meant.get(0).calibration().isEmpty()) {
      throw new CommandFailedException(
          file + ": expected a calibration of camera " + meant.get(0).id() + ", found none");
    }
    return meant.get(0);
  }

  private static void write(BufferedImage drawn, Path output) {
    try (OutputStream out = Files.newOutputStream(output)) {
      ImageIO.write(drawn, "png", out);
    } catch (IOException e) {
      throw new CommandFailedException(
          "-o: expected a file in a directory that exists and can be written to, found " + output,
          e);
    }
  }

  /** The frame in colours that can be drawn with. */
  private static BufferedImage read(Path frame) throws IOException {
    BufferedImage found = Files.isReadable(frame) ? ImageIO.read(frame.toFile()) : null;
    if (found == null) {
      throw new CommandFailedException(
          "--frame: expected a JPEG or PNG that can be read, found " + frame);
    }
    BufferedImage picture =
        new BufferedImage(found.getWidth(), found.getHeight(), BufferedImage.TYPE_INT_RGB);
    picture.getGraphics().drawImage(found, 0, 0, null);
    return picture;
  }
}
