package dev.gantry.ingest;

import dev.gantry.ingest.scene.RenderedFrame;
import dev.gantry.ingest.scene.Scene;
import dev.gantry.ingest.scene.SceneTruth;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;

/** A rendered scene as a camera: what the demo shows without a video. */
public final class SceneSource implements FrameSource {

  private final SceneSettings settings;
  private final Clock clock;
  private final Pacer pacer;
  private final LiveStats stats = new LiveStats();

  public SceneSource(SceneSettings settings) {
    this(settings, Clock.systemUTC());
  }

  SceneSource(SceneSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.pacer = new Pacer(settings.stream().realTime(), System::nanoTime);
  }

  @Override
  public String cameraId() {
    return settings.stream().cameraId();
  }

  @Override
  public LiveStats stats() {
    return stats;
  }

  @Override
  public void close() {
    pacer.stop();
  }

  @Override
  public Ending run(FramePublisher publisher, SourceProgress progress) {
    String source = "scene, seed " + settings.seed();
    var session =
        new StreamSession(settings.stream(), source, publisher, progress, stats, pacer, clock);
    return session.run(() -> contentHash(source), () -> sendAll(session));
  }

  /** The seed decides all frames, so it stands for them. */
  private static byte[] contentHash(String source) {
    MessageDigest digest = StreamSession.sha256();
    return digest.digest(source.getBytes(StandardCharsets.UTF_8));
  }

  private void sendAll(StreamSession session) throws InterruptedException {
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
