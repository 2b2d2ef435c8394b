package dev.gantry.app.calibration;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.domain.camera.Calibration;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.KnownDistance;
import dev.gantry.domain.geometry.Point;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How well a calibration fits.
 *
 * @param camera id of the camera
 * @param good whether speeds can be measured with it
 * @param errorPercent standard error, by the calibration alone, of distances along the picture from
 *     its lower edge up to where a pixel is {@value #FAR_METRES_PER_PIXEL} m; percent
 * @param nearMetresPerPixel metres per pixel in the middle of the lower edge
 * @param misfits how far what was stated lies off; empty for a matrix or vanishing points
 * @param notes what a user should know
 */
record CalibrationReport(
    @JsonProperty("camera") String camera,
    @JsonProperty("good") boolean good,
    @JsonProperty("error_percent") double errorPercent,
    @JsonProperty("near_metres_per_pixel") double nearMetresPerPixel,
    @JsonProperty("misfits") List<Misfit> misfits,
    @JsonProperty("notes") List<String> notes) {

  /** Ground coarser than this is left out of what is judged. */
  static final double FAR_METRES_PER_PIXEL = 0.25;

  /** Standard error of distances from which a calibration is of no use for speeds, percent. */
  private static final double WORST_PERCENT = 5;

  /**
   * How far one point or distance lies off.
   *
   * @param field as in the camera's YAML
   * @param off how far
   * @param unit of that: {@code px} or {@code m}
   */
  record Misfit(
      @JsonProperty("field") String field,
      @JsonProperty("off") double off,
      @JsonProperty("unit") String unit) {}

  /**
   * Judges a calibrated camera.
   *
   * @param picture a frame; without it the size of the source counts
   */
  static CalibrationReport of(CameraDefinition camera, Optional<BufferedImage> picture) {
    GroundMap ground = CameraGeometry.of(camera).ground().orElseThrow();
    List<String> notes = new ArrayList<>();
    int[] size = size(camera, picture, notes);
    Point foot = new Point(size[0] / 2.0, size[1] - 1);
    double near = ground.jacobianAt(foot).map(j -> j.metresPerPixel()).orElse(Double.NaN);
    Point top = foot;
    for (double row = foot.y(); row >= 0; row--) {
      Point pixel = new Point(foot.x(), row);
      if (!(metresPerPixel(ground, pixel) <= FAR_METRES_PER_PIXEL)) {
        break;
      }
      top = pixel;
    }
    if (top.equals(foot)) {
      notes.add("the middle of the lower edge is no ground, or coarser than 0.25 m a pixel");
    }
    double error = 100 * ground.distanceError(foot, top);
    List<String> implausible = GroundCheck.problems(camera, ground, size[0], size[1]);
    boolean good = !top.equals(foot) && error <= WORST_PERCENT && implausible.isEmpty();
    if (error > WORST_PERCENT) {
      notes.add(
          String.format(
              Locale.ROOT,
              "distances are %.1f %% uncertain: state more points, farther apart",
              error));
    }
    notes.addAll(implausible);
    return new CalibrationReport(
        camera.id(),
        good,
        rounded(error),
        rounded(near),
        misfits(camera.calibration().orElseThrow(), ground),
        notes);
  }

  private static int[] size(
      CameraDefinition camera, Optional<BufferedImage> picture, List<String> notes) {
    Optional<CameraDefinition.Source> sized =
        camera.source().filter(s -> s.width().isPresent() && s.height().isPresent());
    if (picture.isEmpty()) {
      return sized
          .map(s -> new int[] {s.width().orElseThrow(), s.height().orElseThrow()})
          .orElse(new int[] {1920, 1080});
    }
    int[] size = {picture.get().getWidth(), picture.get().getHeight()};
    sized
        .filter(s -> s.width().orElseThrow() != size[0] || s.height().orElseThrow() != size[1])
        .ifPresent(
            s ->
                notes.add(
                    "the frame is %dx%d, source.size is %dx%d: pixels mean other places"
                        .formatted(
                            size[0], size[1], s.width().orElseThrow(), s.height().orElseThrow())));
    return size;
  }

  private static double metresPerPixel(GroundMap ground, Point pixel) {
    return ground.jacobianAt(pixel).map(j -> j.metresPerPixel()).orElse(Double.NaN);
  }

  private static List<Misfit> misfits(Calibration calibration, GroundMap ground) {
    if (calibration instanceof Calibration.ThroughLens through) {
      return misfits(through.calibration(), ground);
    }
    List<Misfit> misfits = new ArrayList<>();
    if (calibration instanceof Calibration.Points points) {
      for (int i = 0; i < points.pairs().size(); i++) {
        Calibration.Pair pair = points.pairs().get(i);
        double off = ground.toImage(pair.metres()).map(pair.pixel()::distanceTo).orElse(Double.NaN);
        misfits.add(new Misfit("points[" + i + "].pixel", rounded(off), "px"));
      }
    }
    if (calibration instanceof Calibration.Distances known) {
      for (int i = 0; i < known.distances().size(); i++) {
        KnownDistance distance = known.distances().get(i);
        double length =
            ground
                .toGround(distance.from())
                .flatMap(a -> ground.toGround(distance.to()).map(a::distanceTo))
                .orElse(Double.NaN);
        misfits.add(
            new Misfit("distances[" + i + "].metres", rounded(length - distance.metres()), "m"));
      }
    }
    return misfits;
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  String words() {
    StringBuilder words = new StringBuilder();
    words.append(
        String.format(
            Locale.ROOT,
            "camera %s: %s; distances %.2f %% uncertain by the calibration, %.3f m per pixel at the"
                + " lower edge",
            camera,
            good ? "good" : "not good enough for speeds",
            errorPercent,
            nearMetresPerPixel));
    for (Misfit misfit : misfits) {
      words.append(
          String.format(
              Locale.ROOT,
              "%n  %-22s off by %.2f %s",
              misfit.field(),
              misfit.off(),
              misfit.unit()));
    }
    notes.forEach(note -> words.append(System.lineSeparator()).append("  ").append(note));
    return words.toString();
  }
}
