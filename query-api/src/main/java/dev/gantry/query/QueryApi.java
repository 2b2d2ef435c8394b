package dev.gantry.query;

import dev.gantry.query.http.ApiRoutes;
import dev.gantry.query.live.LiveHub;
import dev.gantry.query.resource.Alerts;
import dev.gantry.query.resource.Json;
import dev.gantry.query.resource.Tracks;
import dev.gantry.query.view.Views;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.TrackUpdate;
import io.javalin.Javalin;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves the API and the console over HTTP, on this machine only.
 *
 * <p>Answers about stores come from the topologies of this process; alerts, pictures and the live
 * streams come from committed records, read by consumers of its own.
 */
public final class QueryApi implements AutoCloseable {

  private static final int TRACKS_KEPT = 2000;
  private static final int ALERTS_KEPT = 1000;
  private static final int QUEUE_LENGTH = 2000;

  private final LiveHub tracks;
  private final LiveHub alerts;
  private final Views views;
  private final ExecutorService writers;
  private final Javalin server;
  private final String host;

  private QueryApi(QueryApiSettings settings, QueryApiPorts ports) {
    String run = Long.toString(ports.clock().millis(), Character.MAX_RADIX);
    int clients = settings.maxLiveClients();
    tracks = new LiveHub(run, "track", TRACKS_KEPT, QUEUE_LENGTH, clients);
    alerts = new LiveHub(run, "alert", ALERTS_KEPT, QUEUE_LENGTH, clients);
    views = new Views(settings.views(), ports.clock(), this::publish, this::publish);
    writers = writers(2 * clients);
    ApiRoutes routes =
        new ApiRoutes(
            ports.stores(),
            ports.definitions(),
            views,
            tracks,
            alerts,
            ports.health(),
            ports.sink(),
            ports.topics(),
            ports.registry(),
            ports.clock(),
            writers);
    server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.startup.startupWatcherEnabled = false;
              config.http.prefer405over404 = true;
              config.jetty.host = settings.host();
              config.jetty.port = settings.port();
              routes.register(config);
            });
    host = settings.host();
  }

  /**
   * Starts to follow the topics and to answer requests. Topics that are not there yet are waited
   * for: the health says so.
   *
   * @throws RuntimeException when the port is taken
   */
  public static QueryApi start(QueryApiSettings settings, QueryApiPorts ports) {
    QueryApi api = new QueryApi(settings, ports);
    try {
      api.views.follow(ports.topics(), ports.registry(), ports.consumers());
      api.server.start();
    } catch (RuntimeException e) {
      api.close();
      throw e;
    }
    return api;
  }

  /** Where it listens, such as {@code http://127.0.0.1:8080/}. */
  public URI address() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + server.port() + "/");
  }

  /** Lets live clients go, stops answering and following. */
  @Override
  public void close() {
    tracks.close();
    alerts.close();
    writers.shutdown();
    try {
      // each has nothing left to do but to write the end of its answer
      writers.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writers.shutdownNow();
    server.stop();
    views.close();
  }

  private void publish(TrackUpdate update) {
    if (tracks.isWatched()) {
      tracks.publish(update.getCameraId(), Json.write(Tracks.Track.of(update)));
    }
  }

  private void publish(Alert alert) {
    if (alerts.isWatched()) {
      alerts.publish(alert.getScope(), Json.write(Alerts.Alert.of(alert)));
    }
  }

  /** Threads only for clients that are connected: each writes to one, at that one's pace. */
  private static ExecutorService writers(int most) {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        most,
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "live-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
