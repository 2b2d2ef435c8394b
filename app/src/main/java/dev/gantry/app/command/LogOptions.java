package dev.gantry.app.command;

import dev.gantry.app.config.Connection;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.domain.time.Micros;
import dev.gantry.ingest.Utf8Lines;
import dev.gantry.ingest.log.LogFormat;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.serde.RecordValidator;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.TopicRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What adapters of logs have in common. */
final class LogOptions {

  private static final RecordValidator<AuthEvent> CHECK = RecordValidator.of(AuthEvent.class);

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  @Mixin LineInput input = new LineInput();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Time zone of times without one, such as Europe/Berlin. Default: UTC.")
  ZoneId zone = ZoneOffset.UTC;

  @Option(names = "--site", description = "Where the service is. Default: empty.")
  String site = "";

  @Option(
      names = "--live",
      description = "The lines come as they are written, such as from tail -F, and not later.")
  boolean live;

  /** Sends the sign-ins of a log to auth-events. */
  int send(Function<LogOptions, LogFormat> format) throws InterruptedException {
    Connection to = connection.connection();
    LogFormat log = format.apply(this);
    try (RestSchemaRegistry registry = new RestSchemaRegistry(to.requireRegistry())) {
      to.requireKafka();
      var topic = new TopicCatalogue(to.prefix(), registry).authEvents();
      return LineFeeding.send(
          new LineFeeding.Source(
              input, Utf8Lines::lenient, line -> records(topic, log.read(line)), "sign-ins"),
          to);
    }
  }

  private List<TopicRecord<?>> records(Topic<AuthEvent> topic, List<AuthEvent> events) {
    return events.stream()
        .<TopicRecord<?>>map(event -> new TopicRecord<>(topic, taken(event)))
        .toList();
  }

  private AuthEvent taken(AuthEvent event) {
    AuthEvent taken =
        AuthEvent.newBuilder(event)
            .setSite(site)
            .setTimeMode(live ? TimeMode.LIVE : TimeMode.REPLAY)
            .setIngestedAtUs(Micros.of(Instant.now()))
            .build();
    CHECK.validate(taken);
    return taken;
  }
}
