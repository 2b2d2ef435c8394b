package dev.gantry.testkit;

import dev.gantry.domain.detection.DetectorFactory;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.Finding;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.runtime.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * VISION (for those who give pictures), TRACKING, TRAFFIC, SIGN-INS, TASKS, MATCH and ALERTING over
 * records, one after the other and without a broker: what a run on a cluster must come to, whatever
 * happened to it.
 *
 * <p>Records of one camera are given in the order of their partition. The wall clock stands still
 * but for MATCH, which by it tells how far it is, until the end lets everything settle. Holds what
 * the topologies hold and no more. Not thread-safe.
 */
public final class OfflineReplay implements AutoCloseable {

  /** Lets MATCH tell its progress, and so lets alerts resolve that are due. */
  private static final Duration PROGRESS = Duration.ofMillis(300);

  /** Records between two such moments. */
  private static final int RECORDS_A_PROGRESS = 200;

  private final TopicCatalogue topics;
  private final Results results;
  private final Optional<OfflineRole> vision;
  private final OfflineRole tracking;
  private final OfflineRole traffic;
  private final OfflineRole signIns;
  private final OfflineRole tasks;
  private final OfflineRole match;
  private final OfflineRole alerting;
  private int records;

  /** Takes what comes of the records, as it comes. */
  public interface Results {

    /** Takes the detections of a frame that was given as a picture. */
    default void detections(FrameDetections frame) {}

    /** Takes a step of a track. */
    default void track(TrackUpdate update) {}

    /** Takes a window of a segment, at each of its changes. */
    default void window(SpeedWindow window) {}

    /** Takes what is unusual about a series. */
    default void anomaly(Anomaly anomaly) {}

    /** Takes what is wrong with sign-ins. */
    default void finding(Finding finding) {}

    /** Takes an alert, at each of its changes. */
    default void alert(Alert alert) {}
  }

  /**
   * @param documents definitions, each as its first version
   * @param config settings of the topologies
   */
  public OfflineReplay(List<ParsedDefinition> documents, TopologiesConfig config, Results results) {
    this(new OfflineContext(documents, config), Optional.empty(), results);
  }

  /**
   * For pictures, too.
   *
   * @param documents definitions, each as its first version
   * @param config settings of the topologies
   * @param detectors what VISION detects with
   */
  public OfflineReplay(
      List<ParsedDefinition> documents,
      TopologiesConfig config,
      DetectorFactory detectors,
      Results results) {
    this(new OfflineContext(documents, config, detectors), Optional.of(Role.VISION), results);
  }

  private OfflineReplay(OfflineContext context, Optional<Role> seeing, Results results) {
    this.topics = context.topics();
    this.results = results;
    vision = seeing.map(role -> new OfflineRole(role, context));
    tracking = new OfflineRole(Role.TRACKING, context);
    traffic = new OfflineRole(Role.TRAFFIC, context);
    signIns = new OfflineRole(Role.SIGNINS, context);
    tasks = new OfflineRole(Role.TASKS, context);
    match = new OfflineRole(Role.MATCH, context);
    alerting = new OfflineRole(Role.ALERTING, context);
  }

  /** Gives the picture of a frame. */
  public void picture(Frame frame) {
    OfflineRole seeing =
        vision.orElseThrow(() -> new IllegalStateException("expected detectors for pictures"));
    seeing.give(topics.cameraFrames(), frame);
    for (FrameDetections seen : seeing.take(topics.vehicleDetections())) {
      results.detections(seen);
      detections(seen);
    }
    seeing.take(topics.cameraEvents()).forEach(this::cameraEvent);
  }

  /** Gives the detections of a frame. */
  public void detections(FrameDetections frame) {
    tracking.give(topics.vehicleDetections(), frame);
    passTracks();
    countRecord();
  }

  /** Gives an event of a camera. */
  public void cameraEvent(CameraEvent event) {
    match.give(topics.cameraEvents(), event);
    passSignals();
    countRecord();
  }

  /** Gives a measurement. */
  public void reading(SensorReading reading) {
    traffic.give(topics.sensorReadings(), reading);
    passAnomalies();
    countRecord();
  }

  /** Gives an event of a task. */
  public void task(TaskEvent event) {
    match.give(topics.taskEvents(), event);
    tasks.give(topics.taskEvents(), event);
    for (TaskEvent told : tasks.take(topics.taskEvents())) {
      match.give(topics.taskEvents(), told);
    }
    passSignals();
    countRecord();
  }

  /** Gives an event of a task to the rules alone: what TASKS makes of it is given, too. */
  public void taskTold(TaskEvent event) {
    match.give(topics.taskEvents(), event);
    passSignals();
    countRecord();
  }

  /** Gives a finding to the rules. */
  public void finding(Finding finding) {
    match.give(topics.signinFindings(), finding);
    passSignals();
    countRecord();
  }

  /** Gives a sign-in, or another use of a credential. */
  public void signIn(AuthEvent event) {
    match.give(topics.authEvents(), event);
    signIns.give(topics.authEvents(), event);
    passFindings();
    passSignals();
    countRecord();
  }

  /** Lets everything be decided that needs no silence: what a run holds that goes on. */
  public void catchUp() {
    match.wait(PROGRESS);
    passSignals();
  }

  /** Lets so much time pass without a record, as it did on a cluster before it was stopped. */
  public void settle(Duration quiet) {
    tracking.wait(quiet);
    passTracks();
    match.wait(quiet);
    passSignals();
    traffic.wait(quiet);
    passWindows();
    alerting.wait(quiet);
    passAlerts();
  }

  private void countRecord() {
    if (++records % RECORDS_A_PROGRESS == 0) {
      catchUp();
      roles().forEach(OfflineRole::forgetTheRest);
    }
  }

  private void passTracks() {
    for (TrackUpdate update : tracking.take(topics.vehicleTracks())) {
      results.track(update);
      traffic.give(topics.vehicleTracks(), update);
      match.give(topics.vehicleTracks(), update);
    }
    passWindows();
    passSignals();
  }

  /** TRAFFIC reads its own partials; the driver passes them on. */
  private void passWindows() {
    for (SpeedWindow window : traffic.take(topics.segmentSpeeds())) {
      results.window(window);
      match.give(topics.segmentSpeeds(), window);
    }
    passAnomalies();
  }

  private void passAnomalies() {
    List<Anomaly> anomalies = traffic.take(topics.anomalies());
    for (Anomaly anomaly : anomalies) {
      results.anomaly(anomaly);
      match.give(topics.anomalies(), anomaly);
    }
    if (!anomalies.isEmpty()) {
      passSignals();
    }
  }

  /** SIGN-INS reads its own sign-ins by source; the driver passes them on. */
  private void passFindings() {
    for (Finding finding : signIns.take(topics.signinFindings())) {
      results.finding(finding);
      match.give(topics.signinFindings(), finding);
    }
  }

  private void passSignals() {
    for (Signal signal : match.take(topics.signals())) {
      alerting.give(topics.signals(), signal);
    }
    passAlerts();
  }

  private void passAlerts() {
    alerting.take(topics.alerts()).forEach(results::alert);
  }

  @Override
  public void close() {
    roles().forEach(OfflineRole::close);
  }

  private List<OfflineRole> roles() {
    Stream<OfflineRole> others = Stream.of(tracking, traffic, signIns, tasks, match, alerting);
    return Stream.concat(vision.stream(), others).toList();
  }
}
