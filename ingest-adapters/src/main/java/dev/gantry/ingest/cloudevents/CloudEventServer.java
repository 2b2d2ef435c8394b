package dev.gantry.ingest.cloudevents;

import dev.gantry.domain.net.Loopback;
import dev.gantry.ingest.EventReader;
import dev.gantry.ingest.SourceException;
import dev.gantry.schemas.topic.TopicWriter;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MisdirectedRequestResponse;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes CloudEvents 1.0 over HTTP, on this machine only: POST to {@value #PATH}, or to {@value
 * #PATH} and the name of a topic. 200 says that Kafka has all events of the request; anything else
 * that none counts as taken.
 */
public final class CloudEventServer implements AutoCloseable {

  /** Where events are posted. */
  public static final String PATH = "/v1/events";

  private static final Logger LOG = LoggerFactory.getLogger(CloudEventServer.class);
  private static final int RETRY_SECONDS = 1;
  private static final int STOP_MS = 15_000;

  private final CloudEventSettings settings;
  private final EventDesk desk;
  private final Semaphore room;
  private final LongAdder taken = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder unavailable = new LongAdder();
  private final Javalin server;

  /**
   * What became of requests so far.
   *
   * @param eventsTaken events that Kafka has
   * @param requestsRefused requests that were not as they should be
   * @param requestsUnavailable requests that can be tried again
   */
  public record Counts(long eventsTaken, long requestsRefused, long requestsUnavailable) {}

  private CloudEventServer(CloudEventSettings settings, EventReader reader, TopicWriter writer) {
    this.settings = settings;
    this.desk = new EventDesk(reader, writer);
    this.room = new Semaphore(settings.maxRequests());
    this.server = Javalin.create(this::configure);
  }

  /**
   * Starts to answer requests.
   *
   * @param writer closed by the caller, after this
   * @throws SourceException when the port is taken
   */
  public static CloudEventServer start(
      CloudEventSettings settings, EventReader reader, TopicWriter writer) {
    CloudEventServer server = new CloudEventServer(settings, reader, writer);
    try {
      server.server.start();
    } catch (JavalinException e) {
      throw new SourceException(
          "expected a port that is free, found %d in use".formatted(settings.port()), e);
    }
    return server;
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.jetty.host = settings.host();
    config.jetty.port = settings.port();
    config.jetty.modifyServer(
        jetty -> {
          jetty.setHandler(new GracefulHandler());
          jetty.setStopTimeout(STOP_MS);
        });
    config.routes.before(CloudEventServer::guard);
    config.routes.post(PATH, ctx -> take(ctx, Optional.empty()));
    config.routes.post(PATH + "/{topic}", ctx -> take(ctx, Optional.of(ctx.pathParam("topic"))));
    registerErrors(config);
  }

  /** As long as there is no authentication, a page from elsewhere should not get through. */
  private static void guard(Context ctx) {
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Cache-Control", "no-store");
    String host = ctx.header("Host");
    if (host == null || !Loopback.isAuthority(host)) {
      throw new MisdirectedRequestResponse(
          "host: expected localhost or a loopback address, since there is no authentication");
    }
  }

  private void take(Context ctx, Optional<String> topic) throws IOException {
    if (!room.tryAcquire()) {
      throw RefusedException.unavailable(
          "expected at most %d requests at the same time".formatted(settings.maxRequests()),
          RETRY_SECONDS);
    }
    try {
      EventDesk.Taken events = desk.take(new HttpMessage(ctx.headerMap(), body(ctx)), topic);
      taken.add(events.positions().size());
      Replies.taken(ctx, events.events(), events.positions());
    } finally {
      room.release();
    }
  }

  private byte[] body(Context ctx) throws IOException {
    int most = settings.maxBodyBytes();
    byte[] body = ctx.contentLength() > most ? null : ctx.bodyInputStream().readNBytes(most + 1);
    if (body == null || body.length > most) {
      throw RefusedException.tooLarge(
          "body: expected at most %d bytes, found more".formatted(most));
    }
    return body;
  }

  private void registerErrors(JavalinConfig config) {
    config.routes.exception(
        RefusedException.class,
        (e, ctx) -> {
          (e.retrySeconds() > 0 ? unavailable : refused).increment();
          Replies.refused(ctx, e);
        });
    config.routes.exception(
        HttpResponseException.class,
        (e, ctx) -> {
          refused.increment();
          Replies.failed(ctx, e.getStatus(), "refused", "Refused", String.valueOf(e.getMessage()));
        });
    config.routes.exception(
        Exception.class,
        (e, ctx) -> {
          LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
          Replies.failed(
              ctx,
              500,
              "internal",
              "Internal error",
              "this is a fault of the server; its log says more");
        });
  }

  /** Where it takes events, such as {@code http://127.0.0.1:8090/v1/events}. */
  public URI address() {
    String host = settings.host();
    String name = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + server.port() + PATH);
  }

  /** What became of requests so far. */
  public Counts counts() {
    return new Counts(taken.sum(), refused.sum(), unavailable.sum());
  }

  /** Answers what has begun, and takes nothing more. */
  @Override
  public void close() {
    server.stop();
  }
}
