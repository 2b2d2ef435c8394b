package dev.gantry.ingest;

import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.camera.CameraFault;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.render.CityRenderer;
import dev.gantry.ingest.city.render.Conditions;
import dev.gantry.ingest.city.road.RoadNetwork;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Takes the pictures of one camera of a city, whatever is wrong with it. Not thread-safe. */
final class CityPictures implements AutoCloseable {

  /** Before a camera turns its other view is painted, which can take a second on a busy machine. */
  private static final double AHEAD_SECONDS = 8;

  private final CityScenario scenario;
  private final CityWatch watch;
  private final int camera;
  private final CityRenderer straight;
  private Optional<CompletableFuture<CityRenderer>> aside = Optional.empty();
  private Optional<byte[]> latest = Optional.empty();

  /**
   * @param watch of the scenario; it is advanced
   * @param camera which camera of it, from 0
   */
  CityPictures(CityScenario scenario, CityWatch watch, int camera) {
    this.scenario = scenario;
    this.watch = watch;
    this.camera = camera;
    CityCamera looking = watch.cameras().get(camera);
    this.straight = new CityRenderer(watch.city().network(), looking, scenario.seed());
  }

  /** The picture of a frame; empty while the camera is offline. */
  Optional<byte[]> take(long seq) {
    double seconds = scenario.secondsOf(seq);
    Optional<CameraFault.Kind> fault = fault(seconds);
    if (aside.isEmpty() && isTurned(fault(seconds + AHEAD_SECONDS))) {
      aside = Optional.of(CompletableFuture.supplyAsync(turned(seq)));
    }
    if (fault.isEmpty()) {
      return Optional.of(render(straight, seq, false));
    }
    return switch (fault.get()) {
      case CAMERA_OFFLINE -> Optional.empty();
      case CAMERA_FROZEN -> Optional.of(latest.orElseGet(() -> render(straight, seq, false)));
      case CAMERA_COVERED -> Optional.of(render(straight, seq, true));
      case CAMERA_TURNED -> Optional.of(render(aside(seq), seq, false));
      case DETECTOR_FAILURE -> Optional.of(cutShort(render(straight, seq, false)));
    };
  }

  private byte[] render(CityRenderer renderer, long seq, boolean covered) {
    watch.advanceTo(seq);
    Conditions conditions = watch.conditions(camera).withCovered(covered);
    byte[] picture = renderer.frame(watch.actors(), conditions, watch::light, seq);
    latest = Optional.of(picture);
    return picture;
  }

  private Optional<CameraFault.Kind> fault(double seconds) {
    return watch.faults().at(camera, seconds).map(CameraFault::kind);
  }

  private static boolean isTurned(Optional<CameraFault.Kind> fault) {
    return fault.filter(kind -> kind == CameraFault.Kind.CAMERA_TURNED).isPresent();
  }

  /** Makes the renderer of the camera turned aside, ready for the conditions of the moment. */
  private Supplier<CityRenderer> turned(long seq) {
    watch.advanceTo(seq);
    RoadNetwork network = watch.city().network();
    CityCamera turned = watch.turned(camera);
    Conditions conditions = watch.conditions(camera);
    return () -> new CityRenderer(network, turned, scenario.seed()).ready(conditions);
  }

  private CityRenderer aside(long seq) {
    CompletableFuture<CityRenderer> renderer =
        aside.orElseGet(() -> CompletableFuture.completedFuture(turned(seq).get()));
    aside = Optional.of(renderer);
    return renderer.join();
  }

  /** A picture whose transfer broke off: no decoder takes it. */
  private byte[] cutShort(byte[] picture) {
    return Arrays.copyOf(picture, 100);
  }

  @Override
  public void close() {
    straight.close();
    aside.ifPresent(renderer -> renderer.join().close());
  }
}
