package dev.gantry.ingest;

import dev.gantry.ingest.city.CityRecords;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.RecordTimes;
import dev.gantry.ingest.city.sensor.Reading;
import dev.gantry.ingest.city.staff.AuthRecord;
import dev.gantry.ingest.city.staff.TaskRecord;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Sends what a simulated city gives rise to: the detections of all its cameras and their events,
 * the readings of its sensors, and the tasks and sign-ins of its staff, from one thread.
 *
 * <p>It keeps to the pace asked for, or says by how much it does not: a frame that is late is sent
 * late and counted, none is left out.
 */
public final class SimulatorFeed implements AutoCloseable {

  private final SimulatorSettings settings;
  private final boolean detections;
  private final Clock clock;
  private final Pacer pacer;
  private final LiveStats stats = new LiveStats();

  private SimulatorFeed(SimulatorSettings settings, boolean detections) {
    this(settings, detections, Clock.systemUTC());
  }

  SimulatorFeed(SimulatorSettings settings, boolean detections, Clock clock) {
    this.settings = settings;
    this.detections = detections;
    this.clock = clock;
    this.pacer = new Pacer(settings.pace(), System::nanoTime);
  }

  /** Sends the detections and events of all cameras, and readings, tasks and sign-ins. */
  public static SimulatorFeed ofEverything(SimulatorSettings settings) {
    return new SimulatorFeed(settings, true);
  }

  /** Sends readings, tasks and sign-ins, beside cameras that send pictures. */
  public static SimulatorFeed withoutCameras(SimulatorSettings settings) {
    return new SimulatorFeed(settings, false);
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
    List<CityRecords> records =
        CityRecords.all(settings.scenario(), watch, new RecordTimes(settings.startTime()));
    var writer = new CityRecordWriter(settings.scenario().name());
    var sink = new KafkaSink(publisher, topics, writer);
    long end = settings.frames().orElse(Long.MAX_VALUE);
    long seq = 0;
    while (seq < end && !pacer.isStopped()) {
      watch.advanceTo(seq);
      Duration lag = pacer.awaitDue(settings.scenario().position(seq));
      if (!pacer.isStopped()) {
        if (detections) {
          cameras.frame(seq, sink);
          watch.cameras().forEach(camera -> stats.countSent(lag));
        }
        for (CityRecords source : records) {
          source.until(settings.scenario().secondsOf(seq), sink);
        }
        seq++;
      }
    }
    if (detections) {
      cameras.end(seq, sink);
    }
    publisher.flush();
  }

  /** Asks {@link #run} to return soon, from any thread. */
  @Override
  public void close() {
    pacer.stop();
  }

  private record KafkaSink(
      RecordPublisher publisher, TopicCatalogue topics, CityRecordWriter writer)
      implements SimulatedCameras.Sink, CityRecords.Sink {

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

    @Override
    public void reading(Reading reading) {
      String what = "reading of " + reading.seriesId();
      publisher.send(topics.sensorReadings(), reading.seriesId(), writer.reading(reading), what);
    }

    @Override
    public void task(TaskRecord event) {
      String what = "event " + event.id() + " of task " + event.taskId();
      publisher.send(topics.taskEvents(), event.taskId(), writer.task(event), what);
    }

    @Override
    public void signIn(AuthRecord event) {
      String what = "sign-in event " + event.id();
      String key = event.session().principal();
      publisher.send(topics.authEvents(), key, writer.signIn(event), what);
    }
  }
}
