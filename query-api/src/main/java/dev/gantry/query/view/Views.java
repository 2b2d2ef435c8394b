package dev.gantry.query.view;

import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.serde.InputDecoder;
import dev.gantry.schemas.topic.DeadLetterHeaders;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All views of topics. They start empty, and fill once {@link #follow} is called. */
public final class Views implements AutoCloseable {

  /**
   * Boxes are drawn on the newest frame whose tracks are known: a few more, should it be missing.
   */
  private static final int TRACK_FRAMES = 32;

  private static final long FRAMES_BACK = 32;
  private static final long TRACKS_BACK = 2000;
  private static final long SPEEDS_BACK = 2000;

  private final ViewSettings settings;
  private final ViewListener listener;
  private final FramesView frames;
  private final DetectionsView detections;
  private final TracksView tracks;
  private final AlertsView alerts;
  private final CameraEventsView cameraEvents;
  private final SpeedsView speeds;
  private final DeadLettersView deadLetters;
  private final List<TopicView<?>> followed = new ArrayList<>();

  /**
   * @param settings how much they hold
   * @param clock wall clock, for rates
   * @param listener told of what comes in
   */
  public Views(ViewSettings settings, Clock clock, ViewListener listener) {
    this.settings = settings;
    this.listener = listener;
    frames = new FramesView(clock, settings.framesPerCamera(), settings.frameBytes());
    detections = new DetectionsView(clock);
    tracks = new TracksView(clock, TRACK_FRAMES, listener::track);
    alerts = new AlertsView(settings.maxAlerts(), listener::alert);
    cameraEvents = new CameraEventsView(settings.maxCameraEvents());
    speeds = new SpeedsView(settings.windowsPerSegment());
    deadLetters = new DeadLettersView(DeadLetterHeaders.CAUSE);
  }

  /**
   * Starts to follow the topics, each with a thread and a consumer of its own.
   *
   * @param topics where they are
   * @param registry for values that others may have written
   * @param consumers makes read-committed consumers
   */
  public void follow(TopicCatalogue topics, SchemaRegistry registry, ViewConsumers consumers) {
    Topic<Frame> frameTopic = topics.cameraFrames();
    Topic<FrameDetections> detectionTopic = topics.vehicleDetections();
    Topic<CameraEvent> eventTopic = topics.cameraEvents();
    Topic<TaskEvent> taskTopic = topics.taskEvents();
    add(
        "frames",
        frameTopic,
        input(frameTopic, registry),
        back(FRAMES_BACK),
        consumers,
        frames::accept);
    add(
        "detections",
        detectionTopic,
        input(detectionTopic, registry),
        back(FRAMES_BACK),
        consumers,
        detections::accept);
    add(
        "camera-events",
        eventTopic,
        input(eventTopic, registry),
        new StartAt.Beginning(),
        consumers,
        cameraEvents::accept);
    add(
        "tracks",
        topics.vehicleTracks(),
        own(topics.vehicleTracks()),
        back(TRACKS_BACK),
        consumers,
        tracks::accept);
    add(
        "speeds",
        topics.segmentSpeeds(),
        own(topics.segmentSpeeds()),
        back(SPEEDS_BACK),
        consumers,
        speeds::accept);
    add(
        "alerts",
        topics.alerts(),
        own(topics.alerts()),
        new StartAt.Since(settings.alertsSince()),
        consumers,
        alerts::accept);
    add(
        "task-events",
        taskTopic,
        input(taskTopic, registry),
        back(0),
        consumers,
        (source, event, live) -> tell(taskTopic, source, event));
    add(
        "dead-letters",
        topics.deadLetters(),
        own(topics.deadLetters()),
        back(0),
        consumers,
        deadLetters);
    followed.forEach(TopicView::start);
  }

  private void tell(
      Topic<TaskEvent> topic, ConsumerRecord<byte[], byte[]> source, TaskEvent event) {
    if (!topic.isToBeKeyed(source.key(), event)) { // else it is written again under its key
      listener.task(event);
    }
  }

  /** How each view is doing. */
  public List<ViewHealth> health() {
    return followed.stream().map(TopicView::health).toList();
  }

  public FramesView frames() {
    return frames;
  }

  public DetectionsView detections() {
    return detections;
  }

  public TracksView tracks() {
    return tracks;
  }

  public AlertsView alerts() {
    return alerts;
  }

  public CameraEventsView cameraEvents() {
    return cameraEvents;
  }

  public SpeedsView speeds() {
    return speeds;
  }

  public DeadLettersView deadLetters() {
    return deadLetters;
  }

  /** Stops following. What the views hold stays. */
  @Override
  public void close() {
    followed.forEach(TopicView::stop);
    followed.forEach(TopicView::close);
  }

  private <V> void add(
      String name,
      Topic<V> topic,
      Function<ConsumerRecord<byte[], byte[]>, V> decoder,
      StartAt startAt,
      ViewConsumers consumers,
      ViewSink<V> sink) {
    followed.add(
        new TopicView<>(name, topic.name(), decoder, startAt, () -> consumers.create(name), sink));
  }

  private static StartAt back(long records) {
    return new StartAt.Tail(records);
  }

  /** Values that others may write too, in any form that input topics take. */
  private static <V extends SpecificRecordBase> Function<ConsumerRecord<byte[], byte[]>, V> input(
      Topic<V> topic, SchemaRegistry registry) {
    InputDecoder<V> decoder = new InputDecoder<>(topic.valueType(), registry);
    return source -> decoder.decode(source.topic(), source.key(), source.value());
  }

  /** Values that only this application writes. */
  private static <V> Function<ConsumerRecord<byte[], byte[]>, V> own(Topic<V> topic) {
    return source -> topic.valueSerde().deserializer().deserialize(source.topic(), source.value());
  }
}
