package dev.gantry.ingest;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Reads the frames of a video file, one after the other, with FFmpeg's libraries themselves: unlike
 * a grabber on top of them they tell a broken frame from a missing one and the end from an error.
 *
 * <p>Used by one thread. Takes no lock that others share, so a slow file holds nobody else up.
 */
final class VideoDecoder implements AutoCloseable {

  /** What a read gave. */
  sealed interface Read {

    /** A picture, held until the next read. */
    record Picture(long index, Duration position) implements Read {}

    /** A frame that can't be decoded. */
    record Damaged(long index, Duration position, String reason) implements Read {}

    /** No more frames; the reason is there when there should be more. */
    record End(Optional<String> brokenOff) implements Read {}
  }

  private final VideoFile file;
  private final PictureConverter converter;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();

  private long nextIndex;
  private long packets;
  private boolean draining;
  private Optional<String> readError = Optional.empty();
  private Duration position = Duration.ofNanos(-1_000);
  private double readSeconds;

  /**
   * @param path a video file
   * @param size size of the pictures; absent for that of the video
   * @throws SourceException when it can't be opened, saying why
   */
  VideoDecoder(Path path, Optional<VideoSettings.Size> size) {
    this.file = VideoFile.open(path);
    this.converter =
        new PictureConverter(
            size.map(VideoSettings.Size::width).orElse(file.codec().width()),
            size.map(VideoSettings.Size::height).orElse(file.codec().height()));
  }

  /** Reads the next frame. */
  Read read() {
    while (true) {
      int received = avcodec_receive_frame(file.codec(), frame);
      if (received == 0) {
        return picture();
      }
      if (received == AVERROR_EOF()) {
        return end();
      }
      if (received != AVERROR_EAGAIN()) {
        return damaged(received);
      }
      int sent = sendPacket();
      if (sent < 0) {
        return damaged(sent);
      }
    }
  }

  private Read picture() {
    position = nextPosition();
    boolean corrupt =
        (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags() != 0;
    return corrupt
        ? new Read.Damaged(nextIndex++, position, "parts of the picture are missing")
        : new Read.Picture(nextIndex++, position);
  }

  /**
   * Presentation time from the start of the stream; later than the last one, whatever is stated.
   */
  private Duration nextPosition() {
    long stamp = frame.best_effort_timestamp();
    Duration least = position.plusNanos(1_000);
    if (stamp == AV_NOPTS_VALUE) {
      Duration expected = Duration.ofNanos(Math.round(nextIndex * 1e9 / file.frameRate()));
      return later(expected, least);
    }
    return later(file.sinceStart(stamp), least);
  }

  private static Duration later(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private Read damaged(int error) {
    if (position.isNegative()) {
      position = Duration.ZERO;
    }
    return new Read.Damaged(nextIndex++, position, VideoFile.describe(error));
  }

  /** Hands the decoder its next packet of the video, or the end; a negative number is an error. */
  private int sendPacket() {
    while (!draining) {
      int read = av_read_frame(file.format(), packet);
      if (read < 0) {
        draining = true;
        if (read != AVERROR_EOF()) {
          readError = Optional.of(VideoFile.describe(read));
        }
        break;
      }
      try {
        noteRead();
        if (packet.stream_index() == file.streamIndex()) {
          packets++;
          return avcodec_send_packet(file.codec(), packet);
        }
      } finally {
        av_packet_unref(packet);
      }
    }
    return avcodec_send_packet(file.codec(), (AVPacket) null);
  }

  /** How far any stream has been read: a video may be shorter than its sound. */
  private void noteRead() {
    if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
      readError = Optional.of("its last packet is cut short");
    }
    long stamp = packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
    if (stamp != AV_NOPTS_VALUE) {
      AVRational base = file.format().streams(packet.stream_index()).time_base();
      double end = (stamp + Math.max(0, packet.duration())) * (double) base.num() / base.den();
      readSeconds = Math.max(readSeconds, end);
    }
  }

  private Read end() {
    Optional<Duration> missing = file.missingAfter(readSeconds);
    if (missing.isPresent() || readError.isPresent()) {
      String detail = readError.map(error -> " (" + error + ")").orElse("");
      return new Read.End(
          Optional.of(
              "%s: expected a video of %.1f s, found its end after %.1f s%s; it is truncated or damaged"
                  .formatted(
                      file.name(),
                      file.seconds().orElse(Double.NaN),
                      Math.max(0, position.toNanos() * 1e-9),
                      detail)));
    }
    return new Read.End(Optional.empty());
  }

  /** Packets that neither gave a picture nor an error, known at the end. */
  long silentlyLost() {
    return Math.max(0, packets - nextIndex);
  }

  /**
   * The picture last read, in the size asked for. The same image every time: use it before the
   * next.
   */
  BufferedImage image() {
    return converter.convert(frame);
  }

  @Override
  public void close() {
    converter.close();
    av_frame_free(frame);
    av_packet_free(packet);
    file.close();
  }
}
