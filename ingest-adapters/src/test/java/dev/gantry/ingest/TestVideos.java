package dev.gantry.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Small videos made on the spot: frame {@code n} is grey, 8 n of 255 bright. */
final class TestVideos {

  static final int WIDTH = 160;
  static final int HEIGHT = 120;

  static {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
  }

  private TestVideos() {}

  static Path mpeg4(Path file, double fps, int frames) throws IOException {
    return write(file, "mp4", avcodec.AV_CODEC_ID_MPEG4, fps, frames, 0);
  }

  /** As recorders write it: the index comes last, and a cut file has none. */
  static Path mpeg4IndexLast(Path file, double fps, int frames) throws IOException {
    return write(file, "mov", avcodec.AV_CODEC_ID_MPEG4, fps, frames, 0);
  }

  static Path motionJpeg(Path file, double fps, int frames) throws IOException {
    return write(file, "avi", avcodec.AV_CODEC_ID_MJPEG, fps, frames, 0);
  }

  static Path withSound(Path file, double fps, int frames) throws IOException {
    return write(file, "mp4", avcodec.AV_CODEC_ID_MPEG4, fps, frames, 1);
  }

  static Path soundOnly(Path file) throws IOException {
    return write(file, "mp4", avcodec.AV_CODEC_ID_NONE, 10, 10, 1);
  }

  private static Path write(
      Path file, String format, int codec, double fps, int frames, int channels)
      throws IOException {
    boolean pictures = codec != avcodec.AV_CODEC_ID_NONE;
    int width = pictures ? WIDTH : 0;
    int height = pictures ? HEIGHT : 0;
    try (var recorder = new FFmpegFrameRecorder(file.toFile(), width, height, channels)) {
      recorder.setFormat(format);
      if (format.equals("mp4")) {
        recorder.setOption("movflags", "faststart"); // the index first: a cut file still opens
      }
      if (pictures) {
        recorder.setVideoCodec(codec);
        recorder.setFrameRate(fps);
        recorder.setGopSize(5);
        recorder.setVideoQuality(3);
      }
      if (channels > 0) {
        recorder.setAudioCodec(avcodec.AV_CODEC_ID_AAC);
        recorder.setSampleRate(44_100);
      }
      recorder.start();
      for (int n = 0; n < frames; n++) {
        if (pictures) {
          recorder.record(grey(8 * n));
        }
        if (channels > 0) {
          recorder.recordSamples(44_100, channels, ShortBuffer.allocate((int) (44_100 / fps)));
        }
      }
      recorder.stop();
    }
    return file;
  }

  private static Frame grey(int level) {
    var frame = new Frame(WIDTH, HEIGHT, Frame.DEPTH_UBYTE, 3);
    var pixels = (ByteBuffer) frame.image[0];
    byte[] grey = new byte[pixels.capacity()];
    Arrays.fill(grey, (byte) Math.min(255, level));
    pixels.put(0, grey);
    return frame;
  }

  /** Cuts a file down to a share of its length. */
  static Path truncated(Path file, double share) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return Files.write(file, Arrays.copyOf(bytes, (int) (bytes.length * share)));
  }

  /** Overwrites a stretch of a file, given in shares of its length. */
  static Path damaged(Path file, double from, double until) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, (int) (bytes.length * from), (int) (bytes.length * until), (byte) 0x55);
    return Files.write(file, bytes);
  }

  /** Overwrites one picture of an AVI file, but not what surrounds it. */
  static Path pictureDamaged(Path file, int picture) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String latin = new String(bytes, ISO_8859_1);
    int at = latin.indexOf("movi");
    for (int i = 0; i <= picture; i++) {
      at = latin.indexOf("00dc", at + 1);
    }
    int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at + 4);
    Arrays.fill(bytes, at + 8, at + 8 + length, (byte) 0x55);
    return Files.write(file, bytes);
  }

  /** Replaces all occurrences of some text in a file by other text of the same length. */
  static Path replaced(Path file, String text, String by) throws IOException {
    String latin = new String(Files.readAllBytes(file), ISO_8859_1);
    return Files.write(file, latin.replace(text, by).getBytes(ISO_8859_1));
  }
}
