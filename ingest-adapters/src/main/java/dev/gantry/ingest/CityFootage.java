package dev.gantry.ingest;

import dev.gantry.domain.hash.Sha256;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.camera.CameraFault;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.render.CityRenderer;
import dev.gantry.ingest.city.render.Conditions;
import dev.gantry.ingest.city.road.RoadNetwork;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What one camera of a simulated city shows. Every camera computes the city for itself, so that
 * each goes on alone from where it stopped.
 */
final class CityFootage implements Footage {

  /** Before a camera turns its other view is painted, which can take a second on a busy machine. */
  private static final double AHEAD_SECONDS = 8;

  private static final String CONNECTION_LOST = "connection lost";

  private final CityCameraSettings settings;
  private final CityScenario scenario;

  CityFootage(CityCameraSettings settings) {
    this.settings = settings;
    this.scenario = settings.scenario();
  }

  @Override
  public String name() {
    return scenario.name();
  }

  /** It needs nothing that could be missing. */
  @Override
  public void check() {}

  /** The scenario decides all frames, so its name stands for them. */
  @Override
  public byte[] contentHash(BooleanSupplier stopped) {
    return Sha256.digest().digest(name().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void play(StreamSession session) throws InterruptedException {
    var watch = new CityWatch(scenario);
    CityCamera camera = watch.cameras().get(settings.camera());
    try (var pictures = new Pictures(watch, camera)) {
      long end = settings.frames().orElse(Long.MAX_VALUE);
      for (long seq = 0; seq < end && !session.isStopped(); seq++) {
        session.select();
        if (!session.passOver(seq, scenario.position(seq))) {
          play(session, pictures, camera, seq);
        }
      }
    }
  }

  private void play(StreamSession session, Pictures pictures, CityCamera camera, long seq)
      throws InterruptedException {
    Duration at = scenario.position(seq);
    Optional<byte[]> picture = pictures.take(seq);
    if (picture.isPresent()) {
      session.send(seq, at, camera.width(), camera.imageHeight(), picture.get());
    } else {
      session.miss(seq, at, CONNECTION_LOST);
    }
  }

  private static boolean isTurned(Optional<CameraFault.Kind> fault) {
    return fault.filter(kind -> kind == CameraFault.Kind.CAMERA_TURNED).isPresent();
  }

  /** Takes the pictures, whatever is wrong with the camera. */
  private final class Pictures implements AutoCloseable {
    private final CityWatch watch;
    private final CityRenderer straight;
    private Optional<CompletableFuture<CityRenderer>> aside = Optional.empty();
    private Optional<byte[]> latest = Optional.empty();

    Pictures(CityWatch watch, CityCamera camera) {
      this.watch = watch;
      this.straight = new CityRenderer(watch.city().network(), camera, scenario.seed());
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
      Conditions conditions = watch.conditions(settings.camera()).withCovered(covered);
      byte[] picture = renderer.frame(watch.actors(), conditions, watch::light, seq);
      latest = Optional.of(picture);
      return picture;
    }

    private Optional<CameraFault.Kind> fault(double seconds) {
      return watch.faults().at(settings.camera(), seconds).map(CameraFault::kind);
    }

    /** Makes the renderer of the camera turned aside, ready for the conditions of the moment. */
    private Supplier<CityRenderer> turned(long seq) {
      watch.advanceTo(seq);
      RoadNetwork network = watch.city().network();
      CityCamera camera = watch.turned(settings.camera());
      Conditions conditions = watch.conditions(settings.camera());
      return () -> new CityRenderer(network, camera, scenario.seed()).ready(conditions);
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
}
