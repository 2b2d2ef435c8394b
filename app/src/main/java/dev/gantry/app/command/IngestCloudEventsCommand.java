package dev.gantry.app.command;

import dev.gantry.app.config.Connection;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.ingest.EventReader;
import dev.gantry.ingest.cloudevents.CloudEventServer;
import dev.gantry.ingest.cloudevents.CloudEventSettings;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.TopicWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gantry ingest cloudevents}. */
@Command(
    name = "cloudevents",
    description = {
      "Takes CloudEvents 1.0 over HTTP (structured, binary, batch) for task-events, auth-events,"
          + " camera-events and sensor-readings, until it is told to stop.",
      "200 says that Kafka has all events of the request. A request with an event that can't be"
          + " taken is answered with the field, the value and what was expected; 503 with when to"
          + " try again."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: gantry ingest cloudevents --port 8090 --config gantry.yaml"})
final class IngestCloudEventsCommand implements Callable<Integer> {

  private static final int MEBIBYTE = 1_048_576;

  @Spec CommandSpec spec;

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  @Option(
      names = "--host",
      description = "Loopback address to listen on; others are refused. Default: 127.0.0.1.")
  String host = "127.0.0.1";

  @Option(
      names = "--port",
      converter = PortConverter.class,
      description = "Port to listen on; 0 for one that is free. Default: 8090.")
  int port = 8090;

  @Option(
      names = "--max-body",
      paramLabel = "BYTES",
      description = "Largest body of a request. Default: " + MEBIBYTE + ".")
  int maxBody = MEBIBYTE;

  @Option(
      names = "--max-requests",
      paramLabel = "COUNT",
      description = "Requests at the same time; those beyond are answered with 503. Default: 64.")
  int maxRequests = 64;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long Kafka may take to confirm events before 503. Default: 10s.")
  Duration timeout = Duration.ofSeconds(10);

  @Override
  public Integer call() throws InterruptedException {
    CloudEventSettings settings = settings();
    Connection to = connection.connection();
    try (RestSchemaRegistry registry = new RestSchemaRegistry(to.requireRegistry())) {
      to.requireKafka();
      var topics = new TopicCatalogue(to.prefix(), registry);
      try (TopicWriter writer = TopicWriter.connect(to.client(), timeout)) {
        serve(settings, new EventReader(topics, registry, Clock.systemUTC()), writer);
      }
    }
    return Main.DONE;
  }

  private CloudEventSettings settings() {
    if (timeout.isZero() || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new ParameterException(
          spec.commandLine(), "--timeout: expected 1ms to 5m, found " + timeout);
    }
    try {
      return new CloudEventSettings(host, port, maxBody, maxRequests);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }

  private static void serve(CloudEventSettings settings, EventReader reader, TopicWriter writer)
      throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    CloudEventServer server = CloudEventServer.start(settings, reader, writer);
    try (server) {
      System.out.println("Events go to " + server.address());
      Interruption.during(stop::await, stop::countDown);
    }
    CloudEventServer.Counts counts = server.counts();
    System.out.printf(
        "%d events were taken; %d requests were refused, and %d told to try again.%n",
        counts.eventsTaken(), counts.requestsRefused(), counts.requestsUnavailable());
  }
}
