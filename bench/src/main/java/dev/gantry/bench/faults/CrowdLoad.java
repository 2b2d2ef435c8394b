package dev.gantry.bench.faults;

import dev.gantry.ingest.RecordPublisher;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.topic.TopicCatalogue;

/** Sends the sign-ins, tasks and readings of a crowd. */
final class CrowdLoad implements AutoCloseable {

  private static final int TICKS_PER_SECOND = (int) (1_000 / CrowdEvents.TICK_MS);

  private final CrowdEvents events;
  private final CrowdReadings readings;
  private final TopicCatalogue topics;
  private final PacedLoad load;

  CrowdLoad(RecordPublisher publisher, TopicCatalogue topics, long seed) {
    this.events = new CrowdEvents(seed);
    this.readings = new CrowdReadings(seed);
    this.topics = topics;
    this.load = new PacedLoad("crowd-load", publisher, TICKS_PER_SECOND, this::send);
  }

  void start() {
    load.start();
  }

  private void send(RecordPublisher publisher, long tick) {
    for (AuthEvent event : events.signIns(tick)) {
      publisher.send(topics.authEvents(), event.getPrincipal(), event, event.getEventId());
    }
    for (TaskEvent event : events.tasks(tick)) {
      publisher.send(topics.taskEvents(), event.getTaskId(), event, event.getEventId());
    }
    for (SensorReading reading : readings.at(tick)) {
      String id = CrowdReadings.idOf(reading);
      publisher.send(topics.sensorReadings(), reading.getSeriesId(), reading, id);
    }
  }

  /**
   * Stops, and waits until Kafka has all that was sent.
   *
   * @return ticks sent
   */
  long finish() {
    return load.finish();
  }

  @Override
  public void close() {
    load.close();
  }
}
