package dev.gantry.query;

import dev.gantry.query.http.ApiRoutes;
import dev.gantry.query.live.LiveFeeds;
import dev.gantry.query.view.Views;
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

  private final LiveFeeds feeds;
  private final Views views;
  private final ExecutorService writers;
  private final Javalin server;
  private final String host;

  private QueryApi(QueryApiSettings settings, QueryApiPorts ports) {
    String run = Long.toString(ports.clock().millis(), Character.MAX_RADIX);
    int clients = settings.maxLiveClients();
    feeds = new LiveFeeds(run, clients);
    views = new Views(settings.views(), ports.clock(), feeds);
    writers = writers(LiveFeeds.FEEDS * clients);
    ApiRoutes routes =
        new ApiRoutes(
            ports.stores(),
            ports.definitions(),
            views,
            feeds,
            ports.health(),
            ports.ruleFailures(),
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
    feeds.close();
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
