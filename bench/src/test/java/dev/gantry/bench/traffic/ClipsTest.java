package dev.gantry.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipsTest {

  @TempDir Path dir;

  @Test
  void shouldPlayTheSameDetectionsHoweverManyCamerasThereAre() throws IOException {
    Clips clips = new Clips(3);

    Load few = clips.spread(10, 400, dir.resolve("few"));
    Load many = clips.spread(200, 400, dir.resolve("many"));

    assertThat(few.frames()).isEqualTo(400 * 30);
    assertThat(many.frames()).isEqualTo(few.frames());
    assertThat(many.boxes()).isEqualTo(few.boxes()).isPositive();
    assertThat(shown(many)).isEqualTo(shown(few));
    assertThat(cameras(few)).hasSize(10).isEqualTo(few.definitions().keySet());
    assertThat(cameras(many)).hasSize(200).isEqualTo(many.definitions().keySet());
  }

  @Test
  void shouldGiveEachCameraSegmentsOfItsOwn() throws IOException {
    Load load = new Clips(3).spread(20, 20, dir.resolve("load"));

    Set<String> segments = new HashSet<>();
    load.definitions()
        .values()
        .forEach(
            text ->
                text.lines()
                    .filter(line -> line.contains("polygon_m"))
                    .forEach(line -> segments.add(line.replaceAll(".*id: ([^,]+),.*", "$1"))));

    assertThat(segments).as("both directions of 20 streets").hasSize(40);
  }

  /** How often each list of detections was shown. */
  private static Map<String, Integer> shown(Load load) {
    Map<String, Integer> shown = new HashMap<>();
    forEach(load, frame -> shown.merge(frame.getDetections().toString(), 1, Integer::sum));
    return shown;
  }

  private static Set<String> cameras(Load load) {
    Set<String> cameras = new HashSet<>();
    forEach(load, frame -> cameras.add(frame.getCameraId()));
    return cameras;
  }

  private static void forEach(Load load, Consumer<FrameDetections> taker) {
    Topic<FrameDetections> topic = Load.offlineTopic();
    load.forEach(
        (camera, framed) ->
            taker.accept(topic.valueSerde().deserializer().deserialize(topic.name(), framed)));
  }
}
