package dev.gantry.query.http;

import dev.gantry.query.live.LiveClient;
import dev.gantry.query.live.LiveEvent;
import dev.gantry.query.live.LiveFeeds;
import dev.gantry.query.live.LiveHub;
import dev.gantry.query.resource.Alerts;
import dev.gantry.query.resource.Tasks;
import dev.gantry.query.resource.Tracks;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;

/** Server-sent events. All come from committed records: they are final. */
final class LiveRoutes {

  private static final long HEARTBEAT_MS = 10_000;
  private static final Param<String> CAMERA =
      Param.query("camera", "Only tracks of this camera.", "bridge-north");
  private static final Param<String> LAST_EVENT_ID =
      Param.header(
          "Last-Event-ID",
          "Id of the last event seen: what came since is sent first, or, when that is too long ago,"
              + " an event of type reset.",
          "mb3x0k-42");

  private final LiveFeeds feeds;
  private final ExecutorService writers;

  /**
   * @param feeds what is streamed
   * @param writers runs one task a client, for as long as the client stays
   */
  LiveRoutes(LiveFeeds feeds, ExecutorService writers) {
    this.feeds = feeds;
    this.writers = writers;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "/v1/tracks/live",
            "streamTracks",
            "tracks",
            "Every step of every track as it is committed, as events of type track.",
            List.of(CAMERA, LAST_EVENT_ID),
            Answer.events(Tracks.Track.class, "The events, until the client goes."),
            List.of(400, 503),
            ctx -> {
              Optional<String> camera = CAMERA.find(ctx);
              stream(
                  ctx, feeds.tracks(), e -> camera.filter(c -> !c.equals(e.topicKey())).isEmpty());
            }),
        new Route(
            "/v1/alerts/live",
            "streamAlerts",
            "alerts",
            "Every change of every alert as it is committed, as events of type alert.",
            List.of(LAST_EVENT_ID),
            Answer.events(Alerts.Alert.class, "The events, until the client goes."),
            List.of(400, 503),
            ctx -> stream(ctx, feeds.alerts(), e -> true)),
        new Route(
            "/v1/tasks/live",
            "streamTasks",
            "tasks",
            "Everything that happens to tasks as it is committed, as events of type task.",
            List.of(LAST_EVENT_ID),
            Answer.events(Tasks.Event.class, "The events, until the client goes."),
            List.of(400, 503),
            ctx -> stream(ctx, feeds.tasks(), e -> true)));
  }

  private void stream(Context ctx, LiveHub hub, Predicate<LiveEvent> filter) {
    LiveClient client =
        hub.connect(LAST_EVENT_ID.find(ctx).orElse(null), filter)
            .orElseThrow(() -> new UnavailableException("too many live clients are connected"));
    ctx.contentType(Answer.EVENTS + ";charset=utf-8");
    ctx.header("X-Accel-Buffering", "no");
    ctx.async(
        config -> {
          config.executor = writers;
          config.timeout = 0;
        },
        () -> {
          // not the context's stream, which compresses and has no flush
          try (client;
              OutputStream out = ctx.res().getOutputStream()) {
            pump(client, out);
          } catch (IOException e) {
            // the client has gone, which is how all streams end
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static void pump(LiveClient client, OutputStream out)
      throws IOException, InterruptedException {
    // a comment at once, so that the client sees the stream open before the first event
    out.write(": connected\nretry: 2000\n\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
    LiveEvent event = client.next(HEARTBEAT_MS);
    while (event != null) {
      out.write(event.encoded());
      out.flush();
      event = client.next(HEARTBEAT_MS);
    }
  }
}
