package dev.gantry.app.command;

import dev.gantry.app.config.Connection;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.ingest.log.LogFormat;
import dev.gantry.ingest.log.SignInLines;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What adapters of logs have in common. */
final class LogOptions {

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

  /**
   * Sends the sign-ins of a log to auth-events.
   *
   * @param form how its bytes are lines
   * @param expected what it is, for who gave another
   */
  int send(LineInput.Form form, String expected, Function<LogOptions, LogFormat> format)
      throws InterruptedException {
    Connection to = connection.connection();
    LogFormat log = format.apply(this);
    try (RestSchemaRegistry registry = new RestSchemaRegistry(to.requireRegistry())) {
      to.requireKafka();
      var topic = new TopicCatalogue(to.prefix(), registry).authEvents();
      TimeMode mode = live ? TimeMode.LIVE : TimeMode.REPLAY;
      var lines = new SignInLines(log, topic, site, mode, Clock.systemUTC());
      return LineFeeding.send(new LineFeeding.Source(input, form, lines, expected), to);
    }
  }
}
