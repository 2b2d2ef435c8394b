package dev.gantry.app.command;

import dev.gantry.app.source.CameraThreads;
import dev.gantry.ingest.CityCameraSettings;
import dev.gantry.ingest.CityPositions;
import dev.gantry.ingest.FrameSource;
import dev.gantry.ingest.RecordPublisher;
import dev.gantry.ingest.SimulatorFeed;
import dev.gantry.ingest.SimulatorSettings;
import dev.gantry.ingest.StreamSettings;
import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.ingest.city.camera.CameraDefinitions;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Runs of the simulator, which say every few seconds whether they keep the pace. */
final class SimulatorRun {

  private static final long REPORT_SECONDS = 5;
  private static final long LOOK_MILLIS = 200;

  private SimulatorRun() {}

  /**
   * Sends detections, from one thread.
   *
   * @return how many frames of each camera
   */
  static long detections(
      SimulatorSettings settings, Map<String, Object> client, TopicCatalogue topics)
      throws InterruptedException {
    try (var feed = SimulatorFeed.ofEverything(settings);
        var publisher = RecordPublisher.connect(client)) {
      Supplier<String> line =
          () ->
              line(
                  feed.stats().framesSent(),
                  feed.stats().framesArrived(),
                  feed.stats().framesLate(),
                  feed.stats().worstLag());
      reporting(
          line,
          () ->
              Interruption.during(
                  () -> feed.run(publisher, topics, CityPositions.ofDetections(client, topics)),
                  feed::close,
                  publisher::abandon));
      if (feed.stats().framesAlreadySent() > 0) {
        System.out.printf(
            "Went on from where an earlier run had come to: %d frames of each camera are in"
                + " Kafka.%n",
            feed.framesReached());
      }
      return feed.framesReached();
    }
  }

  /**
   * Sends pictures, each camera from a thread of its own, and what the city says beside them.
   *
   * @return how many frames the camera has come to that came furthest, sent now or before, or lost
   *     on the way
   */
  static long pictures(
      SimulatorSettings settings, Map<String, Object> client, TopicCatalogue topics)
      throws InterruptedException {
    List<FrameSource> cameras = cameras(settings);
    var stopped = new CountDownLatch(1);
    Optional<SimulatorFeed> beside = Optional.of(SimulatorFeed.withoutCameras(settings));
    try (CameraThreads threads = CameraThreads.of(cameras, beside, client, topics)) {
      Supplier<String> line =
          () ->
              line(
                  threads.framesSent(),
                  threads.framesArrived(),
                  threads.framesLate(),
                  threads.worstLag());
      reporting(
          line,
          () ->
              Interruption.during(
                  () -> {
                    threads.start();
                    awaitEnd(threads, stopped);
                    threads.stop();
                  },
                  stopped::countDown));
      return threads.framesReached();
    }
  }

  private static void awaitEnd(CameraThreads threads, CountDownLatch stopped)
      throws InterruptedException {
    boolean isOver = false;
    while (!isOver) {
      isOver = threads.haveEnded() || stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static List<FrameSource> cameras(SimulatorSettings settings) {
    List<FrameSource> cameras = new ArrayList<>();
    for (String id : CityDefinitions.cameraIds(settings.scenario())) {
      var stream =
          new StreamSettings(id, CameraDefinitions.SITE, settings.startTime(), settings.pace());
      cameras.add(
          FrameSource.city(
              new CityCameraSettings(
                  stream, settings.scenario(), cameras.size(), settings.frames())));
    }
    return cameras;
  }

  private static void reporting(Supplier<String> line, Interruption.Work work)
      throws InterruptedException {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var thread = new Thread(task, "simulator-report");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        timer.scheduleAtFixedRate(
            () -> System.out.println(line.get()), REPORT_SECONDS, REPORT_SECONDS, TimeUnit.SECONDS);
    try {
      work.run();
    } finally {
      timer.shutdownNow();
      System.out.println("Ended: " + line.get());
    }
  }

  private static String line(long sent, long arrived, long late, Duration worst) {
    return "%d frames sent, %d acknowledged, %d of them late, at worst by %d ms."
        .formatted(sent, arrived, late, worst.toMillis());
  }
}
