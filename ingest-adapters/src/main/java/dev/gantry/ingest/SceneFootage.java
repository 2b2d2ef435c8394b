package dev.gantry.ingest;

import dev.gantry.domain.hash.Sha256;
import dev.gantry.ingest.scene.RenderedFrame;
import dev.gantry.ingest.scene.Scene;
import dev.gantry.ingest.scene.SceneTruth;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** A rendered scene: what the demo shows without a video. */
final class SceneFootage implements Footage {

  private final SceneSettings settings;

  SceneFootage(SceneSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "scene, seed " + settings.seed();
  }

  /** It needs nothing that could be missing. */
  @Override
  public void check() {}

  /** The seed decides all frames, so it stands for them. */
  @Override
  public byte[] contentHash(BooleanSupplier stopped) {
    return Sha256.digest().digest(name().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void play(StreamSession session) throws InterruptedException {
    long end = settings.frames().orElse(Long.MAX_VALUE);
    try (var scene = new Scene(settings.seed())) {
      for (long seq = 0; seq < end && !session.isStopped(); seq++) {
        session.select();
        if (!session.passOver(seq, SceneTruth.timeOf(seq))) {
          RenderedFrame frame = scene.frame(seq);
          session.send(seq, SceneTruth.timeOf(seq), Scene.WIDTH, Scene.HEIGHT, frame.jpeg());
        }
      }
    }
  }
}
