package dev.gantry.app.command;

import dev.gantry.app.config.Connection;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.ingest.EventReader;
import dev.gantry.ingest.JsonLineReader;
import dev.gantry.ingest.Utf8Lines;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gantry ingest jsonl}. */
@Command(
    name = "jsonl",
    description = {
      "Sends JSON lines to topics: one event a line, in any form that the topics take (fields, the"
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

  @Spec CommandSpec spec;

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  @Mixin LineInput input = new LineInput();

  @Option(
      names = "--topic",
      description =
          "One of task-events, auth-events, camera-events, sensor-readings. Default: of each event"
              + " by its type, such as task.created, login.failed or camera.offline.")
  @Nullable String topic;

  @Override
  public Integer call() throws InterruptedException {
    Connection to = connection.connection();
    try (RestSchemaRegistry registry = new RestSchemaRegistry(to.requireRegistry())) {
      var topics = new TopicCatalogue(to.prefix(), registry);
      EventReader events = new EventReader(topics, registry, Clock.systemUTC());
      Optional<String> asked = asked(events.topics());
      to.requireKafka();
      return LineFeeding.send(
          new LineFeeding.Source(
              input, Utf8Lines::strict, new JsonLineReader(events, asked), "a JSON object a line"),
          to);
    }
  }

  private Optional<String> asked(List<String> known) {
    if (topic != null && !known.contains(topic)) {
      throw new ParameterException(
          spec.commandLine(),
          "--topic: expected one of %s, found %s".formatted(String.join(", ", known), topic));
    }
    return Optional.ofNullable(topic);
  }
}
