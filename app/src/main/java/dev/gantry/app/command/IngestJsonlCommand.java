package dev.gantry.app.command;

import dev.gantry.app.config.Connection;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.ingest.JsonLineReader;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecordBase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gantry ingest jsonl}. */
@Command(
    name = "jsonl",
    description = {
      "Sends JSON lines to a topic: one event a line, in any form that the topic takes (fields, the"
          + " envelope with event_type, or CloudEvents 1.0).",
      "A line that can't be taken is answered with its number, the field, what was expected and"
          + " what was found; the others are sent."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: gantry ingest jsonl events.jsonl --topic auth-events --config gantry.yaml"
    })
final class IngestJsonlCommand implements Callable<Integer> {

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  @Mixin LineInput input = new LineInput();

  @Option(names = "--topic", required = true, description = "One of ${COMPLETION-CANDIDATES}.")
  Target target = Target.AUTH_EVENTS;

  /** Topics that others put events on. */
  enum Target {
    AUTH_EVENTS,
    TASK_EVENTS,
    CAMERA_EVENTS,
    SENSOR_READINGS;

    Topic<? extends SpecificRecordBase> of(TopicCatalogue topics) {
      return switch (this) {
        case AUTH_EVENTS -> topics.authEvents();
        case TASK_EVENTS -> topics.taskEvents();
        case CAMERA_EVENTS -> topics.cameraEvents();
        case SENSOR_READINGS -> topics.sensorReadings();
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    Connection to = connection.connection();
    try (RestSchemaRegistry registry = new RestSchemaRegistry(to.requireRegistry())) {
      to.requireKafka();
      return send(target.of(new TopicCatalogue(to.prefix(), registry)), registry, to);
    }
  }

  private <V extends SpecificRecordBase> int send(
      Topic<V> topic, RestSchemaRegistry registry, Connection to) throws InterruptedException {
    return LineFeeding.send(input, new JsonLineReader<>(topic, registry), topic, to);
  }
}
