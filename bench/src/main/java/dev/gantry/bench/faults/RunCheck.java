package dev.gantry.bench.faults;

import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.camera.CameraFault;
import dev.gantry.ingest.city.camera.CameraFaults;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Finding;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.testkit.OfflineReplay;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongPredicate;

/**
 * Reads back what a run has left, committed, and holds it against what was sent and against a
 * replay of the same records without a cluster.
 */
final class RunCheck {

  /** How late the run of a schedule may be told. */
  private static final Duration SCHEDULE_PATIENCE = Duration.ofSeconds(10);

  /** Why the cameras of a simulator that is stopped go away. */
  private static final String STOPPED = "stopped";

  private final CommittedReader reader;
  private final TopicCatalogue topics;
  private final List<ParsedDefinition> definitions;
  private final CityScenario scenario;
  private final Duration settled;
  private final CameraFaults cameraFaults;
  private final FrameSequences frames = new FrameSequences();
  private final FrameSequences detections = new FrameSequences();
  private final Map<String, Long> framesByCamera = new HashMap<>();
  private final RunResults found = new RunResults();
  private final RunResults expected = new RunResults();
  private final Findings findings = new Findings();

  /**
   * What was sent.
   *
   * @param frames for VISION
   * @param ticks of the crowd
   * @param stopped when instances were stopped, long after the last of it
   */
  record Sent(long frames, long ticks, Instant stopped) {}

  /**
   * @param client how to reach the cluster
   * @param definitions those that the run had
   * @param plan what was sent, and for how long nothing was in the end
   */
  RunCheck(
      Map<String, Object> client,
      TopicCatalogue topics,
      List<ParsedDefinition> definitions,
      FaultsBench.Plan plan) {
    this.reader = new CommittedReader(client);
    this.topics = topics;
    this.definitions = definitions;
    this.scenario = plan.scenario();
    this.settled = plan.settled();
    this.cameraFaults = new CameraFaults(scenario.seed(), scenario.incidents());
  }

  /** Checks. */
  Findings run(Sent sent) {
    replay();
    readResults();
    checkInputs(sent.frames());
    CrowdEvents crowd = new CrowdEvents(scenario.seed());
    new SignInCheck(reader, topics, crowd).run(sent.ticks(), findings);
    new TaskCheck(reader, topics, crowd)
        .run(sent.ticks(), sent.stopped().minus(SCHEDULE_PATIENCE), findings);
    new ReadingCheck(reader, topics, new CrowdReadings(scenario.seed()))
        .run(sent.ticks(), findings);
    findings.add("tracks", found.tracks().comparedTo(expected.tracks()));
    findings.add(
        "windows",
        found.windowsComparedTo(expected),
        id -> foundInstead(id, RunResults::windowInWords));
    findings.add(
        "alerts",
        found.alerts().comparedTo(expected.alerts()),
        id -> foundInstead(id, RunResults::alertInWords));
    findings.add("current alerts", found.current().comparedTo(expected.current()));
    findings.duplicated("final windows", found.repeatedFinals());
    findings.wrong("steps of tracks out of order", found.disordered());
    findings.count(detections.frames(), found);
    return findings;
  }

  private String foundInstead(String id, BiFunction<RunResults, String, String> words) {
    return ", found %s, expected %s".formatted(words.apply(found, id), words.apply(expected, id));
  }

  private void replay() {
    try (OfflineReplay replay =
        new OfflineReplay(definitions, TopologiesConfig.DEFAULT, expected)) {
      reader.readByEventTime(
          List.of(
              new CommittedReader.Source<>(
                  topics.vehicleDetections(),
                  FrameDetections::getCapturedAtUs,
                  frame -> {
                    detections.add(frame.getCameraId(), frame.getFrameSeq());
                    replay.detections(frame);
                  }),
              new CommittedReader.Source<>(
                  topics.cameraEvents(),
                  CameraEvent::getOccurredAtUs,
                  event -> {
                    note(event);
                    replay.cameraEvent(event);
                  }),
              new CommittedReader.Source<>(
                  topics.taskEvents(), TaskEvent::getOccurredAtUs, replay::taskTold),
              new CommittedReader.Source<>(
                  topics.signinFindings(), Finding::getOccurredAtUs, replay::finding)));
      replay.settle(settled);
    }
  }

  private void note(CameraEvent event) {
    if (event.getType() == CameraEventType.OFFLINE && event.getReason().equals(STOPPED)) {
      framesByCamera.put(event.getCameraId(), event.getFrameSeq());
    }
  }

  private void readResults() {
    reader.read(topics.vehicleTracks(), found::track);
    reader.read(topics.segmentSpeeds(), found::window);
    reader.read(topics.alerts(), found::changed);
    reader.read(topics.alertsCurrent(), found::isNow);
    reader.read(
        topics.cameraFrames(), frame -> frames.add(frame.getCameraId(), frame.getFrameSeq()));
    reader.read(topics.deadLetters(), letter -> findings.deadLetter());
  }

  private void checkInputs(long framesSent) {
    LongPredicate all = seq -> true;
    findings.lost("frames", frames.missing(FrameLoad.CAMERA, framesSent, all));
    findings.duplicated("frames", frames.repeated());
    long missing = detections.missing(FrameLoad.CAMERA, framesSent, all);
    List<String> cameras = new CityWatch(scenario).cameras().stream().map(CityCamera::id).toList();
    // All cameras of a city come as far; one that is offline then has told so before.
    long reached = framesByCamera.values().stream().mapToLong(Long::longValue).max().orElse(0);
    for (int index = 0; index < cameras.size(); index++) {
      int camera = index;
      String id = cameras.get(index);
      boolean isOffline = reached > 0 && isOffline(camera, reached - 1);
      if (!framesByCamera.containsKey(id) && !isOffline) {
        findings.lost("end of camera " + id, 1);
      }
      missing += detections.missing(id, reached, seq -> isSent(camera, seq));
    }
    findings.lost("detections", missing);
    findings.duplicated("detections", detections.repeated());
    findings.wrong("detections out of order", detections.disordered());
  }

  private boolean isSent(int camera, long seq) {
    return !isOffline(camera, seq) && !has(CameraFault.Kind.DETECTOR_FAILURE, camera, seq);
  }

  private boolean isOffline(int camera, long seq) {
    return has(CameraFault.Kind.CAMERA_OFFLINE, camera, seq);
  }

  private boolean has(CameraFault.Kind kind, int camera, long seq) {
    return cameraFaults
        .at(camera, scenario.secondsOf(seq))
        .filter(fault -> fault.kind() == kind)
        .isPresent();
  }
}
