package dev.gantry.ingest;

import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.camera.CityCamera;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What one camera of a simulated city shows. Every camera computes the city for itself, so that
 * each goes on alone from where it stopped.
 */
final class CityFootage implements Footage {

  /** Why a camera is offline. */
  static final String CONNECTION_LOST = "connection lost";

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

  @Override
  public byte[] contentHash(BooleanSupplier stopped) {
    return StreamEpoch.contentHash(scenario);
  }

  @Override
  public void play(StreamSession session) throws InterruptedException {
    var watch = new CityWatch(scenario);
    CityCamera camera = watch.cameras().get(settings.camera());
    try (var pictures = new CityPictures(scenario, watch, settings.camera())) {
      long end = settings.frames().orElse(Long.MAX_VALUE);
      for (long seq = 0; seq < end && !session.isStopped(); seq++) {
        session.select();
        if (!session.passOver(seq, scenario.position(seq))) {
          play(session, pictures, camera, seq);
        }
      }
    }
  }

  private void play(StreamSession session, CityPictures pictures, CityCamera camera, long seq)
      throws InterruptedException {
    Duration at = scenario.position(seq);
    Optional<byte[]> picture = pictures.take(seq);
    if (picture.isPresent()) {
      session.send(seq, at, camera.width(), camera.imageHeight(), picture.get());
    } else {
      session.miss(seq, at, CONNECTION_LOST);
    }
  }
}
