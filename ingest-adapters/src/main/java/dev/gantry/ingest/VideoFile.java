package dev.gantry.ingest;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/** An open video file: its container, its first video stream and the decoder of that. */
final class VideoFile implements AutoCloseable {

  /** Less than this missing at the end is rounding, not a truncated file. */
  private static final double MISSING_SHARE = .01;

  private static final double MISSING_FRAMES = 3;

  private static final double ASSUMED_FRAME_RATE = 25;

  static {
    av_log_set_level(AV_LOG_QUIET); // what matters comes back as an error code
  }

  private final String name;
  private final AVFormatContext format;
  private final AVStream stream;
  private final AVCodecContext codec;
  private final double frameRate;
  private long startStamp = AV_NOPTS_VALUE;

  private VideoFile(String name, AVFormatContext format, AVStream stream, AVCodecContext codec) {
    this.name = name;
    this.format = format;
    this.stream = stream;
    this.codec = codec;
    this.frameRate = frameRate(format, stream);
    if (stream.start_time() != AV_NOPTS_VALUE) {
      this.startStamp = stream.start_time();
    }
  }

  /**
   * Opens a file.
   *
   * @throws SourceException naming the file, what was expected and what was found
   */
  static VideoFile open(Path path) {
    String name = path.toString();
    requireFile(path);
    AVFormatContext format = openContainer(path);
    AVCodecContext codec = null;
    try {
      AVStream stream = videoStream(format, name);
      codec = openCodec(stream, name);
      return new VideoFile(name, format, stream, codec);
    } catch (SourceException e) {
      if (codec != null) {
        avcodec_free_context(codec);
      }
      avformat_close_input(format);
      throw e;
    }
  }

  /** Refuses what FFmpeg would wait for, or explain badly. */
  static void requireFile(Path path) {
    if (!Files.exists(path)) {
      throw unusable(path, "found no such file");
    }
    if (Files.isDirectory(path)) {
      throw unusable(path, "found a directory");
    }
    if (!Files.isRegularFile(path)) {
      throw unusable(path, "found a device or a pipe");
    }
    if (!Files.isReadable(path)) {
      throw unusable(path, "found a file that may not be read");
    }
    try {
      if (Files.size(path) == 0) {
        throw unusable(path, "found an empty file");
      }
    } catch (IOException e) {
      throw unusable(path, "found a file that can't be read: " + e.getMessage());
    }
  }

  static SourceException unusable(Path path, String found) {
    return new SourceException("%s: expected a video file, %s".formatted(path, found));
  }

  private static AVFormatContext openContainer(Path path) {
    var format = new AVFormatContext(null);
    var options = new AVDictionary(null);
    // A playlist may name other files and addresses: none of them is the file that was asked for.
    av_dict_set(options, "protocol_whitelist", "file", 0);
    int opened =
        avformat_open_input(format, "file:" + path.toAbsolutePath(), (AVInputFormat) null, options);
    av_dict_free(options);
    if (opened < 0) {
      throw unusable(
          path,
          "found something else, or one that is truncated before its index ("
              + describe(opened)
              + ")");
    }
    String container = format.iformat().name().getString();
    if (container.endsWith("_pipe") || container.equals("image2") || container.equals("tty")) {
      avformat_close_input(format);
      throw unusable(path, "found a picture or text (" + container + ")");
    }
    int probed = avformat_find_stream_info(format, (AVDictionary) null);
    if (probed < 0) {
      avformat_close_input(format);
      throw unusable(path, "found streams that can't be read (" + describe(probed) + ")");
    }
    return format;
  }

  private static AVStream videoStream(AVFormatContext format, String name) {
    boolean sound = false;
    for (int i = 0; i < format.nb_streams(); i++) {
      AVStream stream = format.streams(i);
      int type = stream.codecpar().codec_type();
      boolean cover = (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
      if (type == AVMEDIA_TYPE_VIDEO && !cover) {
        return stream;
      }
      sound |= type == AVMEDIA_TYPE_AUDIO;
    }
    throw new SourceException(
        "%s: expected a video file, found %s"
            .formatted(name, sound ? "sound without a video stream" : "no video stream"));
  }

  private static AVCodecContext openCodec(AVStream stream, String name) {
    int id = stream.codecpar().codec_id();
    AVCodec decoder = avcodec_find_decoder(id);
    if (decoder == null || decoder.isNull()) {
      throw new SourceException(
          "%s: expected a codec that FFmpeg decodes, found %s (tag %s)"
              .formatted(name, avcodec_get_name(id).getString(), tag(stream)));
    }
    AVCodecContext codec = avcodec_alloc_context3(decoder);
    int result = avcodec_parameters_to_context(codec, stream.codecpar());
    codec.thread_count(1); // more delay the pictures and gain nothing beside a busy detector
    codec.pkt_timebase(stream.time_base());
    if (result >= 0) {
      result = avcodec_open2(codec, decoder, (AVDictionary) null);
    }
    if (result < 0) {
      avcodec_free_context(codec);
      throw new SourceException(
          "%s: expected a video that can be decoded, found %s that can't be opened (%s)"
              .formatted(name, avcodec_get_name(id).getString(), describe(result)));
    }
    return codec;
  }

  private static String tag(AVStream stream) {
    int tag = stream.codecpar().codec_tag();
    var text = new StringBuilder();
    for (int shift = 0; shift < 32; shift += 8) {
      int letter = (tag >> shift) & 0xFF;
      text.append(letter >= ' ' && letter < 127 ? (char) letter : '?');
    }
    return text.toString();
  }

  private static double frameRate(AVFormatContext format, AVStream stream) {
    AVRational rate = av_guess_frame_rate(format, stream, (AVFrame) null);
    return rate.num() > 0 && rate.den() > 0 ? (double) rate.num() / rate.den() : ASSUMED_FRAME_RATE;
  }

  /** What FFmpeg says about an error code. */
  static String describe(int error) {
    try (var text = new BytePointer(256)) {
      return av_strerror(error, text, text.capacity()) == 0
          ? text.limit(BytePointer.strlen(text)).getString(StandardCharsets.UTF_8)
          : "error " + error;
    }
  }

  String name() {
    return name;
  }

  AVFormatContext format() {
    return format;
  }

  AVCodecContext codec() {
    return codec;
  }

  int streamIndex() {
    return stream.index();
  }

  /** Frames per second, as the container states it or FFmpeg guesses. */
  double frameRate() {
    return frameRate;
  }

  /** The time between the first frame of the stream and a time stamp of it. */
  Duration sinceStart(long stamp) {
    if (startStamp == AV_NOPTS_VALUE) {
      startStamp = stamp;
    }
    AVRational base = stream.time_base();
    double nanos = (stamp - startStamp) * 1e9 * base.num() / base.den();
    return Duration.ofNanos(Math.round(nanos / 1_000) * 1_000);
  }

  /** Length that the container states; empty when it states none. */
  Optional<Double> seconds() {
    long duration = format.duration();
    boolean stated =
        duration != AV_NOPTS_VALUE
            && duration > 0
            && format.duration_estimation_method() != AVFMT_DURATION_FROM_BITRATE;
    return stated ? Optional.of((double) duration / AV_TIME_BASE) : Optional.empty();
  }

  /** How much is missing at the end, when the streams were read up to a time and no further. */
  Optional<Duration> missingAfter(double readSeconds) {
    double start =
        format.start_time() == AV_NOPTS_VALUE ? 0 : (double) format.start_time() / AV_TIME_BASE;
    double read = readSeconds - start;
    return seconds()
        .filter(
            stated -> stated - read > Math.max(MISSING_FRAMES / frameRate, MISSING_SHARE * stated))
        .map(stated -> Duration.ofMillis(Math.round(1000 * (stated - read))));
  }

  @Override
  public void close() {
    avcodec_free_context(codec);
    avformat_close_input(format);
  }
}
