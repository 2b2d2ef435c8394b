package dev.gantry.ingest;

import dev.gantry.ingest.city.CityWatch;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Clock;
import java.time.Duration;

/**
 * Sends what a simulated city gives rise to: the detections of all its cameras and their events,
 * from one thread.
 *
 * <p>It keeps to the pace asked for, or says by how much it does not: a frame that is late is sent
 * late and counted, none is left out.
 */
public final class SimulatorFeed implements AutoCloseable {

  private final SimulatorSettings settings;
  private final Clock clock;
  private final Pacer pacer;
  private final LiveStats stats = new LiveStats();

  public SimulatorFeed(SimulatorSettings settings) {
    this(settings, Clock.systemUTC());
  }

  SimulatorFeed(SimulatorSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.pacer = new Pacer(settings.pace(), System::nanoTime);
  }

  /** Counters of the run, one frame for each camera and moment; to be read from any thread. */
  public LiveStats stats() {
    return stats;
  }

  /**
   * Sends until the last frame, or until closed or interrupted.
   *
   * @throws PublishException when Kafka did not take a record
   */
  public void run(RecordPublisher publisher, TopicCatalogue topics) throws InterruptedException {
    var watch = new CityWatch(settings.scenario());
    var cameras = new SimulatedCameras(settings, watch, clock);
    var sink = new KafkaSink(publisher, topics);
    long end = settings.frames().orElse(Long.MAX_VALUE);
    long seq = 0;
    while (seq < end && !pacer.isStopped()) {
      watch.advanceTo(seq);
      Duration lag = pacer.awaitDue(settings.scenario().position(seq));
      if (!pacer.isStopped()) {
        cameras.frame(seq, sink);
        watch.cameras().forEach(camera -> stats.countSent(lag));
        seq++;
      }
    }
    cameras.end(seq, sink);
    publisher.flush();
  }

  /** Asks {@link #run} to return soon, from any thread. */
  @Override
  public void close() {
    pacer.stop();
  }

  private record KafkaSink(RecordPublisher publisher, TopicCatalogue topics)
      implements SimulatedCameras.Sink {

    @Override
    public void detections(FrameDetections frame) {
      String what = "frame " + frame.getFrameSeq() + " of camera " + frame.getCameraId();
      publisher.send(topics.vehicleDetections(), frame.getCameraId(), frame, what);
    }

    @Override
    public void event(CameraEvent event) {
      String what = "event " + event.getType() + " of camera " + event.getCameraId();
      publisher.send(topics.cameraEvents(), event.getCameraId(), event, what);
    }
  }
}
