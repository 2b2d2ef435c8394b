package dev.gantry.ingest;

import dev.gantry.domain.hash.Sha256;
import dev.gantry.ingest.VideoDecoder.Read;
import dev.gantry.ingest.image.JpegEncoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;

/**
 * A video file. The index of a frame is its place in the file, whether frames are left out or not;
 * its event time is the start time plus its presentation time. Any container and codec that
 * FFmpeg's LGPL build decodes.
 */
final class VideoFootage implements Footage {

  private static final int HASH_BUFFER = 1 << 20;

  private final VideoSettings settings;

  VideoFootage(VideoSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    Path name = settings.file().getFileName();
    return name == null ? settings.file().toString() : name.toString();
  }

  @Override
  public void check() {
    VideoFile.open(settings.file()).close();
  }

  /** SHA-256 of the whole file, read once more: 2 s a gigabyte. */
  @Override
  public byte[] contentHash(BooleanSupplier stopped) {
    VideoFile.requireFile(settings.file());
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[HASH_BUFFER];
    try (InputStream in = Files.newInputStream(settings.file())) {
      for (int n = in.read(buffer); n >= 0 && !stopped.getAsBoolean(); n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new SourceException(
          "%s: expected a video file, found one that can't be read: %s"
              .formatted(settings.file(), e.getMessage()),
          e);
    }
    return digest.digest();
  }

  @Override
  public void play(StreamSession session) throws InterruptedException {
    try (var decoder = new VideoDecoder(settings.file(), settings.size());
        var encoder = new JpegEncoder(settings.jpegQuality())) {
      var cap = new FrameRateCap(settings.maxFps());
      boolean any = false;
      while (!session.isStopped()) {
        Read read = decoder.read();
        if (read instanceof Read.Damaged damaged) {
          session.noteDamaged(damaged.index(), damaged.position(), reasonOf(damaged));
          continue;
        }
        session.tellDamaged();
        if (read instanceof Read.Picture picture) {
          any = true;
          offer(session, decoder, encoder, cap, picture);
        } else if (read instanceof Read.End end) {
          finish(session, decoder, end, any);
          return;
        }
      }
    }
  }

  private void offer(
      StreamSession session,
      VideoDecoder decoder,
      JpegEncoder encoder,
      FrameRateCap cap,
      Read.Picture picture)
      throws InterruptedException {
    boolean taken = cap.takes(picture.position());
    if (taken) {
      session.select();
    }
    if (session.passOver(picture.index(), picture.position())) {
      return;
    }
    if (!taken) {
      session.leaveOut();
      return;
    }
    BufferedImage image = decoder.image();
    session.send(
        picture.index(),
        picture.position(),
        image.getWidth(),
        image.getHeight(),
        encoder.encode(image));
  }

  private void finish(StreamSession session, VideoDecoder decoder, Read.End end, boolean any) {
    long lost = decoder.silentlyLost();
    if (lost > 0 && any) {
      session.tellLost(lost, "%s: %d frames gave no picture".formatted(settings.file(), lost));
    }
    if (end.brokenOff().isPresent()) {
      throw session.brokenOff(end.brokenOff().get());
    }
    if (!any) {
      throw session.brokenOff(
          settings.file() + ": expected a video with at least one frame, found none that decodes");
    }
  }

  private String reasonOf(Read.Damaged damaged) {
    return "%s: frame %d can't be decoded: %s"
        .formatted(settings.file(), damaged.index(), damaged.reason());
  }
}
