package dev.gantry.ingest.city.detect;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.ingest.city.Draws;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.camera.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a detector would find in a frame, without rendering it: what the camera sees, with the
 * errors that detectors make. Small and hidden ones are missed, for a while rather than for a
 * frame; boxes tremble, and lean to one side for a while; labels are confused; now and then there
 * is a box where nothing is. A pure function of seed, camera, frame and what is seen.
 */
public final class SimulatedDetector {

  /** Frames for which an error that lasts stays the same. */
  private static final int LASTING_FRAMES = 8;

  /** Misses of large, free objects: one frame in a hundred, and one stretch in a hundred. */
  private static final double LEAST_MISSES = .01;

  private static final double CONFUSED = .02;
  private static final double FALSE_BOXES_A_STRETCH = .06;
  private static final double TREMBLE_SHARE = .012;
  private static final double TREMBLE_PIXELS = .5;
  private static final double LEAN_SHARE = .012;

  private static final Map<String, String> CONFUSIONS =
      Map.of(
          "car", "truck",
          "truck", "bus",
          "bus", "truck",
          "motorcycle", "bicycle",
          "bicycle", "person",
          "person", "bicycle");

  private final CityCamera camera;
  private final long seed;

  public SimulatedDetector(CityCamera camera, long seed) {
    this.camera = camera;
    this.seed = Draws.mix(seed, camera.id().hashCode());
  }

  /** The detections of a frame, in {@link Detection#FRAME_ORDER}. */
  public List<Detection> detect(List<Sighting> seen, long frameSeq) {
    long stretch = frameSeq / LASTING_FRAMES;
    List<Detection> found = new ArrayList<>(seen.size() + 1);
    for (Sighting sighting : seen) {
      long who = Draws.mix(seed, sighting.actor().id().hashCode());
      detect(sighting, Draws.mix(who, frameSeq), Draws.mix(who, -1 - stretch))
          .ifPresent(found::add);
    }
    falseBox(Draws.mix(seed, -1 - stretch), Draws.mix(seed, frameSeq)).ifPresent(found::add);
    found.sort(Detection.FRAME_ORDER);
    return found;
  }

  private Optional<Detection> detect(Sighting sighting, long now, long lasting) {
    double missed = LEAST_MISSES + .9 * difficulty(sighting);
    if (Draws.uniform(now) < missed || Draws.uniform(lasting) < missed) {
      return Optional.empty();
    }
    return box(sighting.box(), Draws.mix(now, 1), Draws.mix(lasting, 1))
        .map(
            box ->
                new Detection(
                    label(sighting.actor().label(), Draws.mix(lasting, 2)),
                    score(sighting, Draws.mix(now, 3)),
                    box));
  }

  /** From 0 for large and free to 1 for what nobody could find. */
  private static double difficulty(Sighting sighting) {
    double small = ramp(sighting.box().height(), 16, 6);
    double hidden = ramp(sighting.visible(), .6, .15);
    return 1 - (1 - small) * (1 - hidden);
  }

  /** 0 at or above the first value, 1 at or below the second. */
  private static double ramp(double value, double none, double all) {
    double share = Math.max(0, Math.min(1, (none - value) / (none - all)));
    return share * share;
  }

  private Optional<Box> box(Box truth, long now, long lasting) {
    double x = truth.x() + error(truth.width(), now, lasting, 1);
    double y = truth.y() + error(truth.height(), now, lasting, 2);
    double right = truth.right() + error(truth.width(), now, lasting, 3);
    double bottom = truth.bottom() + error(truth.height(), now, lasting, 4);
    return inImage(x, y, right, bottom);
  }

  private static double error(double size, long now, long lasting, int edge) {
    double tremble = TREMBLE_PIXELS + TREMBLE_SHARE * size;
    return tremble * Draws.nearlyNormal(Draws.mix(now, edge))
        + LEAN_SHARE * size * Draws.nearlyNormal(Draws.mix(lasting, edge));
  }

  private Optional<Box> inImage(double left, double top, double right, double bottom) {
    double x = Math.max(0, left);
    double y = Math.max(0, top);
    double width = Math.min(camera.width(), right) - x;
    double height = Math.min(camera.imageHeight(), bottom) - y;
    return width > 1 && height > 1 ? Optional.of(new Box(x, y, width, height)) : Optional.empty();
  }

  private static String label(String truth, long lasting) {
    return Draws.uniform(lasting) < CONFUSED ? CONFUSIONS.getOrDefault(truth, truth) : truth;
  }

  private static double score(Sighting sighting, long now) {
    double sure = .93 - .6 * difficulty(sighting);
    return Math.max(.05, Math.min(.99, sure + .04 * Draws.nearlyNormal(now)));
  }

  private Optional<Detection> falseBox(long lasting, long now) {
    if (Draws.uniform(lasting) >= FALSE_BOXES_A_STRETCH) {
      return Optional.empty();
    }
    double height = 12 + 50 * Draws.uniform(Draws.mix(lasting, 1));
    double width = height * (.6 + Draws.uniform(Draws.mix(lasting, 2)));
    double x = (camera.width() - width) * Draws.uniform(Draws.mix(lasting, 3));
    double y = (camera.imageHeight() - height) * Draws.uniform(Draws.mix(lasting, 4));
    var box = new Box(x, y, width, height);
    double score = .2 + .3 * Draws.uniform(Draws.mix(now, 5));
    return box(box, now, lasting).map(trembling -> new Detection("car", score, trembling));
  }
}
