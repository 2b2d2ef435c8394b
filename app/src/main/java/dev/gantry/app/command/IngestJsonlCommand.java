package dev.gantry.app.command;

import dev.gantry.app.config.Connection;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.ingest.EventReader;
import dev.gantry.ingest.JsonLineReader;
import dev.gantry.ingest.Utf8Lines;
import dev.gantry.schemas.records.TimeMode;
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

  @Option(
      names = "--live",
      description =
          "The events happen as they are read. Default for standard input and pipes. What an event"
              + " says itself (time_mode) goes before.")
  boolean live;

  @Option(
      names = "--replay",
      description = "The events happened before they are read. Default for files.")
  boolean replay;

  @Override
  public Integer call() throws InterruptedException {
    if (live && replay) {
      throw new ParameterException(
          spec.commandLine(), "expected --live or --replay, found both of them");
    }
    Connection to = connection.connection();
    try (RestSchemaRegistry registry = new RestSchemaRegistry(to.requireRegistry())) {
      var topics = new TopicCatalogue(to.prefix(), registry);
      EventReader events = new EventReader(topics, registry, mode(), Clock.systemUTC());
      Optional<String> asked = asked(events.topics());
      to.requireKafka();
      return LineFeeding.send(
          new LineFeeding.Source(
              input, Utf8Lines::strict, new JsonLineReader(events, asked), "a JSON object a line"),
          to);
    }
  }

  private TimeMode mode() {
    return replay || (input.isWritten() && !live) ? TimeMode.REPLAY : TimeMode.LIVE;
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
