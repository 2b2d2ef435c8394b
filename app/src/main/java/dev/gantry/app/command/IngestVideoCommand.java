package dev.gantry.app.command;

import dev.gantry.app.config.Connection;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.ingest.FramePublisher;
import dev.gantry.ingest.FrameSource;
import dev.gantry.ingest.LiveStats;
import dev.gantry.ingest.Pace;
import dev.gantry.ingest.SourceProgress;
import dev.gantry.ingest.StreamSettings;
import dev.gantry.ingest.VideoSettings;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry ingest video}. */
@Command(
    name = "video",
    description = {
      "Sends the frames of a video file to camera-frames.",
      "Started again after an interruption it goes on where Kafka says it stopped."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: gantry ingest video gate.mp4 --camera-id gate --config gantry.yaml"})
final class IngestVideoCommand implements Callable<Integer> {

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  @Parameters(paramLabel = "FILE", description = "Video.")
  Path file = Path.of("");

  @Option(
      names = "--camera-id",
      required = true,
      paramLabel = "ID",
      description = "Camera that the frames are of.")
  String cameraId = "";

  @Option(names = "--site", description = "Where the camera stands. Default: empty.")
  String site = "";

  @Option(
      names = "--fps",
      description = "Highest frame rate to take, evenly in event time. Default: all frames.")
  @Nullable Double fps;

  @Option(
      names = "--size",
      paramLabel = "WIDTHxHEIGHT",
      converter = SizeConverter.class,
      description = "Resize to this many pixels. Default: as they are.")
  VideoSettings.@Nullable Size size;

  @Option(names = "--quality", description = "JPEG quality, 1 to 100. Default: 85.")
  int quality = VideoSettings.DEFAULT_JPEG_QUALITY;

  @Option(
      names = "--start-time",
      paramLabel = "TIME",
      description =
          "Event time of the first frame; a later one makes it another stream. Default: "
              + "2026-01-01T00:00:00Z.")
  Instant startTime = StreamSettings.DEFAULT_START_TIME;

  @Option(
      names = "--as-fast-as-possible",
      description = "Read without pauses instead of in real time.")
  boolean asFastAsPossible;

  @Override
  public Integer call() throws InterruptedException {
    Connection to = connection.connection();
    StreamSettings stream =
        new StreamSettings(
            cameraId, site, startTime, asFastAsPossible ? Pace.UNPACED : Pace.REAL_TIME);
    VideoSettings settings =
        new VideoSettings(
            stream, file, Optional.ofNullable(fps), Optional.ofNullable(size), quality);
    try (FrameSource source = FrameSource.video(settings);
        RestSchemaRegistry registry = new RestSchemaRegistry(to.requireRegistry())) {
      source.check();
      to.requireKafka();
      try (FramePublisher publisher =
          FramePublisher.connect(to.client(), new TopicCatalogue(to.prefix(), registry))) {
        Interruption.during(() -> send(source, publisher), source::close, publisher::abandon);
      }
    }
    return Main.DONE;
  }

  private static void send(FrameSource source, FramePublisher publisher) {
    FrameSource.Ending ending = source.run(publisher, new Said());
    LiveStats stats = source.stats();
    System.out.printf(
        "%s: %d frames sent, %d could not be decoded.%n",
        words(ending), stats.framesSent(), stats.framesUndecodable());
  }

  private static String words(FrameSource.Ending ending) {
    return switch (ending) {
      case ENDED -> "All of it is in Kafka";
      case ALREADY_ENDED -> "All of it was in Kafka already";
      case STOPPED -> "Stopped before the end, to go on there";
    };
  }

  /** Tells what a person should know while it runs. */
  private static final class Said implements SourceProgress {

    @Override
    public void started(long streamEpoch, long firstSeq) {
      System.out.println("Stream epoch " + streamEpoch + ", from frame " + firstSeq + ".");
    }

    @Override
    public void skipped(long frames, String reason) {
      System.err.println("gantry: " + frames + " frames skipped: " + reason);
    }
  }
}
