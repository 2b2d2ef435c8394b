package dev.gantry.ingest;

import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.serde.EventKind;
import dev.gantry.schemas.serde.JsonEvent;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.serde.MalformedRecordException.Fault;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.TopicRecord;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads events that others wrote as JSON, and knows the topics that they belong on. An event goes
 * to the topic that is asked for; else to the one that it names itself ({@code topic}, as Dapr's
 * events do); else to that of its {@link EventKind}. Thread-safe.
 */
public final class EventReader {

  private static final String TOPIC = "topic";

  private final Map<EventKind, EventTopic<?>> topics = new EnumMap<>(EventKind.class);
  private final TimeMode unstated;
  private final Clock clock;

  /**
   * A reader of events that happen now, unless they say otherwise.
   *
   * @param catalogue names the topics
   * @param registry schemas of their records
   * @param clock wall clock, for when events are taken in
   */
  public EventReader(TopicCatalogue catalogue, SchemaRegistry registry, Clock clock) {
    this(catalogue, registry, TimeMode.LIVE, clock);
  }

  /**
   * As above.
   *
   * @param unstated how the time of an event runs that does not say so ({@code time_mode})
   */
  public EventReader(
      TopicCatalogue catalogue, SchemaRegistry registry, TimeMode unstated, Clock clock) {
    this.unstated = unstated;
    this.clock = clock;
    topics.put(EventKind.TASK, new EventTopic<>(catalogue.taskEvents(), registry));
    topics.put(EventKind.AUTH, new EventTopic<>(catalogue.authEvents(), registry));
    topics.put(EventKind.CAMERA, new EventTopic<>(catalogue.cameraEvents(), registry));
    topics.put(EventKind.SENSOR, new EventTopic<>(catalogue.sensorReadings(), registry));
  }

  /** Names of the topics, without prefix. */
  public List<String> topics() {
    return topics.values().stream().map(EventTopic::name).toList();
  }

  /**
   * Reads an event.
   *
   * @param topic name of the topic it is for, without prefix; empty when the event says so
   * @throws MalformedRecordException when it is not one, of no topic, or a replayed one that is
   *     dated more than a day after now
   */
  public TopicRecord<?> read(JsonEvent event, Optional<String> topic) {
    EventTopic<?> target = topic.map(this::asked).orElseGet(() -> ownOf(event));
    return target.read(event, unstated, clock.instant());
  }

  private EventTopic<?> asked(String name) {
    return known(name)
        .orElseThrow(() -> wrong(TOPIC, "one of " + String.join(", ", topics()), name));
  }

  private EventTopic<?> ownOf(JsonEvent event) {
    return event.text(TOPIC).flatMap(this::known).orElseGet(() -> byType(event));
  }

  private Optional<EventTopic<?>> known(String name) {
    return topics.values().stream().filter(topic -> topic.isCalled(name)).findFirst();
  }

  private EventTopic<?> byType(JsonEvent event) {
    String type = event.type().orElse("");
    return EventKind.of(type)
        .map(topics::get)
        .orElseThrow(
            () ->
                wrong(
                    "type",
                    "a type with one of the words " + String.join(", ", EventKind.allWords()),
                    type));
  }

  private static MalformedRecordException wrong(String field, String expected, String found) {
    return new MalformedRecordException(Fault.ofText(field, expected, found));
  }
}
