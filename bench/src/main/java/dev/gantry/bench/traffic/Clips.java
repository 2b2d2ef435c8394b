package dev.gantry.bench.traffic;

import dev.gantry.schemas.records.FrameDetections;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One and the same work spread over few cameras or many: a city's recordings are cut into clips,
 * and each camera plays some of them, with so long a pause between two that every track and every
 * window has ended. However many cameras there are, the same clips are played; only the number of
 * states differs.
 */
final class Clips {

  /** Cameras of the city that is cut into clips. */
  static final int BASE_CAMERAS = 10;

  /** Frames of a clip: three seconds, in which a vehicle crosses most of a street. */
  private static final int CLIP_FRAMES = 30;

  /** Different clips of each base camera. */
  private static final int PARTS = 100;

  /** Two minutes from clip to clip. */
  private static final long CLIP_US = 120_000_000L;

  private final Map<String, List<FrameDetections>> base = new LinkedHashMap<>();
  private final Map<String, String> definitions;

  Clips(long seed) {
    CityRecording city = new CityRecording(seed, BASE_CAMERAS, (long) PARTS * CLIP_FRAMES);
    city.play(
        frame -> base.computeIfAbsent(frame.getCameraId(), id -> new ArrayList<>()).add(frame));
    definitions = byCamera(city.definitions());
  }

  private static Map<String, String> byCamera(String yaml) {
    Map<String, String> documents = new LinkedHashMap<>();
    for (String document : yaml.split("(?m)^---\\n", -1)) {
      String id =
          document.lines().filter(line -> line.startsWith("id: ")).findFirst().orElseThrow();
      documents.put(id.substring("id: ".length()).strip(), document);
    }
    return documents;
  }

  /**
   * Spreads clips over cameras.
   *
   * @param cameras a multiple of {@link #BASE_CAMERAS}
   * @param clips all clips together, a multiple of {@code cameras}
   */
  Load spread(int cameras, int clips, Path file) throws IOException {
    List<String> ids = List.copyOf(base.keySet());
    try (Load.Writer writer = new Load.Writer(file)) {
      for (int round = 0; round < clips / cameras; round++) {
        for (int frame = 0; frame < CLIP_FRAMES; frame++) {
          for (int camera = 0; camera < cameras; camera++) {
            writer.write(frame(ids.get(camera % BASE_CAMERAS), cameras, camera, round, frame));
          }
        }
      }
      return writer.finish(cameras + " cameras", definitions(ids, cameras));
    }
  }

  private FrameDetections frame(String id, int cameras, int camera, int round, int frame) {
    int part = (round * (cameras / BASE_CAMERAS) + camera / BASE_CAMERAS) % PARTS;
    List<FrameDetections> recording = base.getOrDefault(id, List.of());
    FrameDetections shown = recording.get(part * CLIP_FRAMES + frame);
    long start = recording.get(0).getCapturedAtUs() + round * CLIP_US;
    long at = start + frame * 1_000_000L / CityRecording.FRAMES_PER_SECOND;
    return FrameDetections.newBuilder(shown)
        .setCameraId(nameOf(id, camera))
        .setFrameSeq((long) round * CLIP_FRAMES + frame)
        .setCapturedAtUs(at)
        .setCapturedAtRawUs(at)
        .build();
  }

  private static String nameOf(String id, int camera) {
    return id + "-" + camera;
  }

  private Map<String, String> definitions(List<String> ids, int cameras) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int camera = 0; camera < cameras; camera++) {
      String id = ids.get(camera % BASE_CAMERAS);
      String name = nameOf(id, camera);
      all.put(name, renamed(definitions.getOrDefault(id, ""), name));
    }
    return all;
  }

  /** The definition of a camera at another place: its segments are others too. */
  private static String renamed(String document, String camera) {
    return document
        .replaceFirst("(?m)^id: .*$", "id: " + camera)
        .replaceAll("\\{id: ([^,]+), polygon_m", "{id: " + camera + "-$1, polygon_m");
  }
}
