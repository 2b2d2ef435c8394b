package dev.gantry.ingest.city.staff;

import dev.gantry.ingest.city.CityRecords;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.Draws;
import dev.gantry.ingest.city.RecordTimes;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes down what happens to tasks; now and then it delivers an event twice. */
final class TaskLog {

  /** Share of the events that are delivered twice, as at-least-once senders do. */
  private static final double TWICE = .02;

  private static final long AGAIN_AFTER_US = 400_000;

  private final CityScenario scenario;
  private final RecordTimes times;
  private final String city;
  private long count;

  TaskLog(CityScenario scenario, RecordTimes times) {
    this.scenario = scenario;
    this.times = times;
    this.city = times.nameOf(scenario);
  }

  /** What stands for the city in ids. */
  String city() {
    return city;
  }

  /** Writes a step of a task down. */
  void write(Task.Step step, CityRecords.Sink sink) {
    long hash = Draws.mix(Draws.mix(scenario.seed(), 91_000), count);
    TaskRecord event = event(step, hash);
    sink.task(event);
    if (Draws.uniform(Draws.mix(hash, 1)) < TWICE) {
      sink.task(event.again(AGAIN_AFTER_US));
    }
    count++;
  }

  private TaskRecord event(Task.Step step, long hash) {
    return new TaskRecord(
        String.format(Locale.ROOT, "task-event-%s-%06d", city, count),
        step.type(),
        step.task().id(),
        step.user(),
        step.task().scheduleId(),
        times.micros(step.at()),
        times.ingested(step.at(), hash),
        payload(step));
  }

  private Map<String, String> payload(Task.Step step) {
    Map<String, String> payload = new TreeMap<>(step.task().place());
    payload.putAll(step.content());
    payload.put("kind", step.task().kind());
    payload.put("title", step.task().title());
    payload.put("due_at", times.text(step.task().dueAt()));
    return payload;
  }
}
