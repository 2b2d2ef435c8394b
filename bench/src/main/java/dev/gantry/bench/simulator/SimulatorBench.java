package dev.gantry.bench.simulator;

import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.detect.SimulatedDetector;
import dev.gantry.ingest.city.render.CityRenderer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.IntSupplier;

/** Measures how fast the simulated city is made, by the processor time of this thread. */
final class SimulatorBench {

  private static final long SECOND = 1_000_000_000L;

  /** Share of the time that the Java compiler is given before anything counts. */
  private static final double WARM_UP = .5;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final int seconds;

  /**
   * @param seconds processor time for each figure
   */
  SimulatorBench(int seconds) {
    this.seconds = seconds;
  }

  /** Boxes of generated detections a second. */
  long boxes(CityScenario scenario) {
    var watch = new CityWatch(scenario);
    List<SimulatedDetector> detectors =
        watch.cameras().stream()
            .map(camera -> new SimulatedDetector(camera, scenario.seed()))
            .toList();
    long[] seq = {0};
    return perSecond(
        () -> {
          watch.advanceTo(seq[0]);
          int boxes = 0;
          for (int camera = 0; camera < detectors.size(); camera++) {
            boxes += detectors.get(camera).detect(watch.sightings(camera), seq[0]).size();
          }
          seq[0]++;
          return boxes;
        });
  }

  /** Pictures a second. */
  long pictures(CityScenario scenario) {
    var watch = new CityWatch(scenario);
    List<CityRenderer> renderers =
        watch.cameras().stream()
            .map(camera -> new CityRenderer(watch.city().network(), camera, scenario.seed()))
            .toList();
    long[] seq = {0};
    long result =
        perSecond(
            () -> {
              watch.advanceTo(seq[0]);
              for (int camera = 0; camera < renderers.size(); camera++) {
                byte[] unused =
                    renderers
                        .get(camera)
                        .frame(watch.actors(), watch.conditions(camera), watch::light, seq[0]);
              }
              seq[0]++;
              return renderers.size();
            });
    renderers.forEach(CityRenderer::close);
    return result;
  }

  private long perSecond(IntSupplier moment) {
    run(moment, (long) (WARM_UP * seconds * SECOND));
    return run(moment, seconds * SECOND);
  }

  /** Does moments until the time is used up; how much they made a second. */
  private long run(IntSupplier moment, long nanos) {
    long began = threads.getCurrentThreadCpuTime();
    long made = 0;
    long used = 0;
    while (used < nanos) {
      made += moment.getAsInt();
      used = threads.getCurrentThreadCpuTime() - began;
    }
    return made * SECOND / used;
  }
}
