package dev.gantry.ingest;

import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sends what a simulated city gives rise to: the detections of all its cameras and their events,
 * the readings of its sensors, and the tasks and sign-ins of its staff, from one thread.
 *
 * <p>It keeps to the pace asked for, or says by how much it does not: a frame that is late is sent
 * late and counted, none is left out.
 */
public final class SimulatorFeed implements AutoCloseable {

  /**
   * What is sent beside frames goes on so long before the cameras do: the feed may have been behind
   * them when it ended. All of it states an id or a moment of its own, by which repeats are known.
   */
  private static final int OVERLAP_SECONDS = 60;

  private static final SimulatedRecords.Sink NOWHERE = new SimulatedRecords.Sink() {};

  private final SimulatorSettings settings;
  private final SimulatedRecords records;
  private final Pacer pacer;
  private final LiveStats stats = new LiveStats();
  private volatile long reached;

  SimulatorFeed(SimulatorSettings settings, SimulatedRecords records) {
    this(settings, records, new Pacer(settings.pace(), System::nanoTime));
  }

  SimulatorFeed(SimulatorSettings settings, SimulatedRecords records, Pacer pacer) {
    this.settings = settings;
    this.records = records;
    this.pacer = pacer;
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

  /** Counters of the frames that cameras sent; to be read from any thread. */
  public LiveStats stats() {
    return stats;
  }

  /** Whether it comes to an end by itself. */
  public boolean hasEnd() {
    return settings.frames().isPresent();
  }

  /** Frames of each camera that are dealt with, in this run or before. */
  public long framesReached() {
    return reached;
  }

  /** How far the cameras have come by now, for {@link #run} to begin there: before they go on. */
  public CityPositions now(CityPositions positions) {
    Map<String, Long> last = positions.lastFrames(records.cameraIds(), settings.epoch());
    return (cameraIds, epoch) -> last;
  }

  /**
   * Sends until the last frame, or until closed or interrupted, beginning where the city's cameras
   * have come to.
   *
   * @param positions how far they have come
   * @throws PublishException when Kafka did not take a record, or can't be asked
   */
  public void run(RecordPublisher publisher, TopicCatalogue topics, CityPositions positions)
      throws InterruptedException {
    KafkaSink sink = new KafkaSink(publisher, topics, this::arrived, stats);
    long end = settings.frames().orElse(Long.MAX_VALUE);
    long first = firstToSend(positions);
    long resumeAt = reached;
    long seq = 0;
    for (boolean isSent = true; isSent && seq < end && !pacer.isStopped(); ) {
      records.advanceTo(seq);
      if (seq >= resumeAt) {
        isSent = send(seq, sink);
      } else {
        records.frame(seq, seq < first ? NOWHERE : sink);
        countAlreadySent();
      }
      if (isSent) {
        seq++;
        reached = Math.max(reached, seq);
      }
    }
    finish(seq, end, sink);
    publisher.flush();
  }

  /**
   * Finds out where the fastest camera goes on, and from where on something may be missing: where
   * the slowest does, or a while before the fastest.
   */
  private long firstToSend(CityPositions positions) {
    List<String> cameras = records.cameraIds();
    Map<String, Long> last = positions.lastFrames(cameras, settings.epoch());
    long resumeAt = last.values().stream().mapToLong(seq -> seq + 1).max().orElse(0);
    long slowest = last.values().stream().mapToLong(seq -> seq + 1).min().orElse(0);
    // a camera of which nothing was found was offline, and not from the beginning on
    long unknown = resumeAt - 1;
    records.resume(cameras.stream().map(id -> last.getOrDefault(id, unknown)).toList());
    reached = Math.min(resumeAt, settings.frames().orElse(Long.MAX_VALUE));
    long overlap = (long) OVERLAP_SECONDS * settings.scenario().framesPerSecond();
    return Math.min(slowest, resumeAt - overlap);
  }

  /** Whether it was sent, and the feed not stopped before. */
  private boolean send(long seq, KafkaSink sink) throws InterruptedException {
    pacer.awaitDue(settings.scenario().position(seq));
    if (pacer.isStopped()) {
      return false;
    }
    records.frame(seq, sink);
    return true;
  }

  /** A frame that is late by the time that Kafka has it is late, whatever kept it. */
  private void arrived(FrameDetections frame) {
    Duration position = settings.scenario().position(frame.getFrameSeq());
    stats.countArrived(position, pacer.lag(position));
  }

  private void countAlreadySent() {
    for (int sent = 0; sent < records.frames(); sent++) {
      stats.countAlreadySent();
    }
  }

  private void finish(long seq, long end, KafkaSink sink) {
    if (seq < end) {
      records.stop(seq, sink);
    } else {
      records.end(seq, sink);
    }
  }

  /** Asks {@link #run} to return soon, from any thread. */
  @Override
  public void close() {
    pacer.stop();
  }

  private record KafkaSink(
      RecordPublisher publisher,
      TopicCatalogue topics,
      Consumer<FrameDetections> arrived,
      LiveStats stats)
      implements SimulatedRecords.Sink {

    @Override
    public void detections(FrameDetections frame) {
      String what = "frame " + frame.getFrameSeq() + " of camera " + frame.getCameraId();
      publisher.send(
          topics.vehicleDetections(),
          frame.getCameraId(),
          frame,
          what,
          () -> arrived.accept(frame));
      stats.countSent();
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
