package dev.gantry.ingest;

import dev.gantry.ingest.city.CityRecords;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.RecordTimes;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.sensor.Reading;
import dev.gantry.ingest.city.sensor.SensorHistory;
import dev.gantry.ingest.city.sensor.SensorSettings;
import dev.gantry.ingest.city.staff.AuthRecord;
import dev.gantry.ingest.city.staff.TaskRecord;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TaskEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All records of a simulated city, moment by moment, as they would lie in their topics: for Kafka,
 * or for a test that needs no broker. The settings decide them, but for when they were ingested.
 * Used by one thread at a time.
 */
public final class SimulatedRecords {

  /**
   * In the first seconds of a city there is more to do than later: cameras come to see, classes are
   * loaded and compiled. The history waits so long, seconds.
   */
  private static final int HISTORY_BEGINS = 10;

  private final SimulatorSettings settings;
  private final CityWatch watch;
  private final @Nullable CityCameras cameras;
  private final List<CityRecords> others;
  private final CityRecordWriter writer;
  private long reached = -1;

  /** How long before the city's beginning readings begin. */
  private Duration history = Duration.ZERO;

  private @Nullable SensorHistory past;

  /** Takes records, in the order of their event times; kinds it has no use for it lets pass. */
  public interface Sink {

    /** Takes the picture of a frame, from cameras that film. */
    default void picture(Frame frame) {}

    /** Takes the detections of a frame, from cameras with a detector of their own. */
    default void detections(FrameDetections frame) {}

    /** Takes an event of a camera. */
    default void event(CameraEvent event) {}

    /** Takes a measurement. */
    default void reading(SensorReading reading) {}

    /** Takes an event of a task. */
    default void task(TaskEvent event) {}

    /** Takes a sign-in, or another use of a credential. */
    default void signIn(AuthEvent event) {}
  }

  private SimulatedRecords(
      SimulatorSettings settings, CityWatch watch, @Nullable CityCameras cameras) {
    this.settings = settings;
    this.watch = watch;
    this.cameras = cameras;
    this.others =
        CityRecords.all(settings.scenario(), watch, new RecordTimes(settings.startTime()));
    this.writer = new CityRecordWriter(settings.scenario().name());
    watch.city().keepNoIncidents(); // records tell of none
  }

  /**
   * Detections and events of all cameras, and readings, tasks and sign-ins.
   *
   * @param clock says when records are ingested
   */
  public static SimulatedRecords ofEverything(SimulatorSettings settings, Clock clock) {
    CityWatch watch = new CityWatch(settings.scenario());
    return new SimulatedRecords(settings, watch, new SimulatedCameras(settings, watch, clock));
  }

  /**
   * As {@link #ofEverything}, with rendered pictures in the place of detections. They are to be
   * brought to their {@link #end}, which lets go of what they are painted with.
   *
   * @param clock says when records are ingested
   */
  public static SimulatedRecords ofPictures(SimulatorSettings settings, Clock clock) {
    CityWatch watch = new CityWatch(settings.scenario());
    return new SimulatedRecords(settings, watch, new FilmedCameras(settings, watch, clock));
  }

  /** Readings, tasks and sign-ins alone. */
  public static SimulatedRecords withoutCameras(SimulatorSettings settings) {
    return new SimulatedRecords(settings, new CityWatch(settings.scenario()), null);
  }

  /**
   * Gives, with the frames of {@value #HISTORY_BEGINS} to 30 s, also what the sensors measured
   * before: who judges readings by those before has to have seen some. Nothing was wrong then.
   *
   * @param length how long before the city's beginning that begins
   */
  public SimulatedRecords withHistory(Duration length) {
    history = length;
    return this;
  }

  /**
   * Has cameras go on after the frames that they have sent: those are not given again. Everything
   * else is given from the beginning; who has it already takes it into no account.
   *
   * @param lastSeqs the last frame of each camera, by its index
   */
  void resume(List<Long> lastSeqs) {
    for (int camera = 0; cameras != null && camera < lastSeqs.size(); camera++) {
      cameras.resume(camera, lastSeqs.get(camera));
    }
  }

  /** Ids of the city's cameras, by index. */
  List<String> cameraIds() {
    return watch.cameras().stream().map(CityCamera::id).toList();
  }

  /** Frames a moment: as many as there are cameras, or none. */
  int frames() {
    return cameras == null ? 0 : watch.cameras().size();
  }

  /** Lets the city go on to a moment, which is most of the work. */
  void advanceTo(long seq) {
    if (seq > reached) {
      watch.advanceTo(seq);
      reached = seq;
    }
  }

  /**
   * Gives the records of a moment.
   *
   * @param seq number of the frame, from 0; each once, in order
   */
  public void frame(long seq, Sink sink) {
    advanceTo(seq);
    if (cameras != null) {
      cameras.frame(seq, sink);
    }
    Written written = new Written(sink, writer);
    if (!history.isZero() && settings.scenario().secondsOf(seq) >= HISTORY_BEGINS) {
      giveHistory(written);
    }
    for (CityRecords source : others) {
      source.until(settings.scenario().secondsOf(seq), written);
    }
  }

  /** Gives so much of the history that all of it is given before the first reading. */
  private void giveHistory(Written written) {
    if (past == null) {
      past = new SensorHistory(settings.scenario(), settings.startTime(), history);
    }
    int interval = SensorSettings.USUAL.intervalSeconds();
    int framesBefore = (interval - HISTORY_BEGINS) * settings.scenario().framesPerSecond();
    long moments = (history.toSeconds() / interval + framesBefore - 1) / framesBefore;
    boolean more = true;
    for (long i = 0; i < moments && more; i++) {
      more = past.next(written);
    }
    if (!more) {
      history = Duration.ZERO;
      past = null;
    }
  }

  /**
   * Tells that all cameras are gone until the next run.
   *
   * @param seq number of the frame that would be next
   */
  void stop(long seq, Sink sink) {
    if (cameras != null) {
      cameras.stop(seq, sink);
    }
  }

  /**
   * Tells that all cameras have come to their end.
   *
   * @param seq number of the frame that would be next
   */
  public void end(long seq, Sink sink) {
    if (cameras != null) {
      cameras.end(seq, sink);
    }
  }

  /** Turns the city's plain values into records. */
  private record Written(Sink sink, CityRecordWriter writer) implements CityRecords.Sink {

    @Override
    public void reading(Reading reading) {
      sink.reading(writer.reading(reading));
    }

    @Override
    public void task(TaskRecord event) {
      sink.task(writer.task(event));
    }

    @Override
    public void signIn(AuthRecord event) {
      sink.signIn(writer.signIn(event));
    }
  }
}
