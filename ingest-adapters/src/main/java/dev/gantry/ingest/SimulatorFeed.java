package dev.gantry.ingest;

import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Clock;
import java.time.Duration;

/**
 * Sends what a simulated city gives rise to: the detections of all its cameras and their events,
 * the readings of its sensors, and the tasks and sign-ins of its staff, from one thread.
 *
 * <p>It keeps to the pace asked for, or says by how much it does not: a frame that is late is sent
 * late and counted, none is left out.
 */
public final class SimulatorFeed implements AutoCloseable {

  private final SimulatorSettings settings;
  private final SimulatedRecords records;
  private final Pacer pacer;
  private final LiveStats stats = new LiveStats();

  SimulatorFeed(SimulatorSettings settings, SimulatedRecords records) {
    this.settings = settings;
    this.records = records;
    this.pacer = new Pacer(settings.pace(), System::nanoTime);
  }

  /** Sends the detections and events of all cameras, and readings, tasks and sign-ins. */
  public static SimulatorFeed ofEverything(SimulatorSettings settings) {
    return new SimulatorFeed(settings, SimulatedRecords.ofEverything(settings, Clock.systemUTC()));
  }

  /** Sends readings, tasks and sign-ins, beside cameras that send pictures. */
  public static SimulatorFeed withoutCameras(SimulatorSettings settings) {
    return new SimulatorFeed(settings, SimulatedRecords.withoutCameras(settings));
  }

  /**
   * As {@link #withoutCameras(SimulatorSettings)}, and what the sensors measured before.
   *
   * @param history how long before the city's beginning readings begin
   */
  public static SimulatorFeed withoutCameras(SimulatorSettings settings, Duration history) {
    return new SimulatorFeed(
        settings, SimulatedRecords.withoutCameras(settings).withHistory(history));
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
    KafkaSink sink = new KafkaSink(publisher, topics);
    long end = settings.frames().orElse(Long.MAX_VALUE);
    long seq = 0;
    while (seq < end && !pacer.isStopped()) {
      records.advanceTo(seq);
      Duration lag = pacer.awaitDue(settings.scenario().position(seq));
      if (!pacer.isStopped()) {
        records.frame(seq, sink);
        for (int sent = 0; sent < records.frames(); sent++) {
          stats.countSent(lag);
        }
        seq++;
      }
    }
    records.end(seq, sink);
    publisher.flush();
  }

  /** Asks {@link #run} to return soon, from any thread. */
  @Override
  public void close() {
    pacer.stop();
  }

  private record KafkaSink(RecordPublisher publisher, TopicCatalogue topics)
      implements SimulatedRecords.Sink {

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
    public void reading(SensorReading reading) {
      String what = "reading of " + reading.getSeriesId();
      publisher.send(topics.sensorReadings(), reading.getSeriesId(), reading, what);
    }

    @Override
    public void task(TaskEvent event) {
      String what = "event " + event.getEventId() + " of task " + event.getTaskId();
      publisher.send(topics.taskEvents(), event.getTaskId(), event, what);
    }

    @Override
    public void signIn(AuthEvent event) {
      String what = "sign-in event " + event.getEventId();
      publisher.send(topics.authEvents(), event.getPrincipal(), event, what);
    }
  }
}
