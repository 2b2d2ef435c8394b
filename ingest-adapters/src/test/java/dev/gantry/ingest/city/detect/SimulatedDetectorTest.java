package dev.gantry.ingest.city.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.ingest.city.camera.ActorGrid;
import dev.gantry.ingest.city.camera.CameraLayout;
import dev.gantry.ingest.city.camera.CameraView;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.camera.Sighting;
import dev.gantry.ingest.city.traffic.City;
import dev.gantry.ingest.city.traffic.CitySettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulatedDetectorTest {

  private static final int FRAMES = 2400;

  private static CityCamera camera = CameraLayout.place(city().network(), 1).get(0);
  private static final List<List<Sighting>> SEEN = new ArrayList<>();

  @BeforeAll
  static void watch() {
    City city = city();
    camera = CameraLayout.place(city.network(), 1).get(0);
    var view = new CameraView(camera);
    for (int i = 0; i < FRAMES; i++) {
      city.step();
      SEEN.add(view.look(new ActorGrid(city.actors())));
    }
  }

  @Test
  void shouldFindNearlyAllThatAreLargeAndFree() {
    var detector = new SimulatedDetector(camera, 5);
    int wanted = 0;
    int found = 0;
    for (int frame = 0; frame < FRAMES; frame++) {
      List<Detection> detections = detector.detect(SEEN.get(frame), frame);
      for (Sighting sighting : SEEN.get(frame)) {
        if (sighting.box().height() > 25 && sighting.visible() > .9) {
          wanted++;
          found += best(sighting.box(), detections) > .7 ? 1 : 0;
        }
      }
    }
    assertThat(wanted).isGreaterThan(400);
    assertThat((double) found / wanted).isBetween(.95, .995);
  }

  @Test
  void shouldMissMostThatAreHidden() {
    var detector = new SimulatedDetector(camera, 5);
    Sighting free = SEEN.stream().flatMap(List::stream).findFirst().orElseThrow();
    var hidden = new Sighting(free.actor(), new Box(10, 10, 40, 40), free.depth(), .15);
    long found = 0;
    for (int frame = 0; frame < 1000; frame++) {
      found += detector.detect(List.of(hidden), frame).stream().filter(d -> d.score() > .2).count();
    }
    assertThat(found).isLessThan(120);
  }

  @Test
  void shouldReportSomethingWhereNothingIs() {
    var detector = new SimulatedDetector(camera, 5);
    long found = 0;
    for (int frame = 0; frame < 10_000; frame++) {
      found += detector.detect(List.of(), frame).size();
    }
    assertThat(found).isBetween(400L, 800L);
  }

  @Test
  void shouldDependOnSeedCameraAndFrameOnly() {
    List<Sighting> seen = SEEN.get(100);
    List<Detection> first = new SimulatedDetector(camera, 5).detect(seen, 100);
    assertThat(new SimulatedDetector(camera, 5).detect(seen, 100)).isEqualTo(first);
    assertThat(new SimulatedDetector(camera, 6).detect(seen, 100)).isNotEqualTo(first);
    assertThat(new SimulatedDetector(camera, 5).detect(seen, 101)).isNotEqualTo(first);
  }

  @Test
  void shouldKeepToFrameOrderAndImage() {
    var detector = new SimulatedDetector(camera, 5);
    for (int frame = 0; frame < FRAMES; frame++) {
      List<Detection> found = detector.detect(SEEN.get(frame), frame);
      assertThat(found).isSortedAccordingTo(Detection.FRAME_ORDER);
      assertThat(found)
          .allSatisfy(
              detection -> {
                assertThat(detection.box().x()).isGreaterThanOrEqualTo(0);
                assertThat(detection.box().right()).isLessThanOrEqualTo(camera.width());
                assertThat(detection.box().bottom()).isLessThanOrEqualTo(camera.imageHeight());
              });
    }
  }

  private static double best(Box box, List<Detection> detections) {
    return detections.stream().mapToDouble(found -> found.box().iou(box)).max().orElse(0);
  }

  private static City city() {
    return new City(
        new CitySettings(3, 2, 2, 8 * 3600, 1, Double.POSITIVE_INFINITY), network -> List.of());
  }
}
