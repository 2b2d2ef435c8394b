package dev.gantry.testkit;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.Definition;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionsView;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import dev.gantry.topologies.runtime.Role;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * TRACKING, TRAFFIC, MATCH and ALERTING over detections, one after the other and without a broker:
 * what a run on a cluster must come to, whatever happened to it.
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

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final TopicCatalogue topics = new TopicCatalogue("", registry);
  private final DefinitionsView definitions =
      new DefinitionsView(new DefinitionParser(new LanguageRuleChecker(new RuleLanguage())));
  private final TopologiesConfig config;
  private final Results results;
  private final DrivenRole tracking;
  private final DrivenRole traffic;
  private final DrivenRole match;
  private final DrivenRole alerting;
  private int records;

  /** Takes what comes of the records, as it comes. */
  public interface Results {

    /** Takes a step of a track. */
    default void track(TrackUpdate update) {}

    /** Takes a window of a segment, at each of its changes. */
    default void window(SpeedWindow window) {}

    /** Takes an alert, at each of its changes. */
    default void alert(Alert alert) {}
  }

  /**
   * @param documents definitions, each as its first version
   * @param config settings of the topologies
   */
  public OfflineReplay(List<ParsedDefinition> documents, TopologiesConfig config, Results results) {
    this.config = config;
    this.results = results;
    documents.forEach(this::define);
    tracking = drive(Role.TRACKING);
    traffic = drive(Role.TRAFFIC);
    match = drive(Role.MATCH);
    alerting = drive(Role.ALERTING);
  }

  private void define(ParsedDefinition document) {
    definitions.accept(
        document.id() + "|1",
        Definition.newBuilder()
            .setKind(document.kind().name().toLowerCase(Locale.ROOT))
            .setId(document.id())
            .setVersion(1)
            .setDocument(document.document())
            .build());
  }

  private DrivenRole drive(Role role) {
    return new DrivenRole(
        role,
        new TopologyContext(
            topics,
            registry,
            definitions,
            topic -> 1,
            model -> {
              throw new IllegalStateException("a replay of detections needs no detector");
            },
            new RoleCounters(),
            config));
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
    countRecord();
  }

  /** Gives an event of a task. */
  public void task(TaskEvent event) {
    match.give(topics.taskEvents(), event);
    passSignals();
    countRecord();
  }

  /** Gives a sign-in, or another use of a credential. */
  public void signIn(AuthEvent event) {
    match.give(topics.authEvents(), event);
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
      List.of(tracking, traffic, match, alerting).forEach(DrivenRole::forgetTheRest);
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
    List.of(tracking, traffic, match, alerting).forEach(DrivenRole::close);
  }
}
