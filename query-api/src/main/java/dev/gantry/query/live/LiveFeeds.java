package dev.gantry.query.live;

import dev.gantry.query.resource.Alerts;
import dev.gantry.query.resource.Json;
import dev.gantry.query.resource.Tasks;
import dev.gantry.query.resource.Tracks;
import dev.gantry.query.view.ViewListener;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TrackUpdate;
import java.util.function.Supplier;

/** A hub for each kind of event, fed by the views. */
public final class LiveFeeds implements ViewListener, AutoCloseable {

  /** Streams that a client may follow. */
  public static final int FEEDS = 3;

  private static final int TRACKS_KEPT = 2000;
  private static final int ALERTS_KEPT = 1000;
  private static final int TASKS_KEPT = 1000;
  private static final int QUEUE_LENGTH = 2000;

  private final LiveHub tracks;
  private final LiveHub alerts;
  private final LiveHub tasks;

  /**
   * @param run names this run of the process in event ids
   * @param maxClients clients of each feed at the same time, 1 or more
   */
  public LiveFeeds(String run, int maxClients) {
    tracks = new LiveHub(run, "track", TRACKS_KEPT, QUEUE_LENGTH, maxClients);
    alerts = new LiveHub(run, "alert", ALERTS_KEPT, QUEUE_LENGTH, maxClients);
    tasks = new LiveHub(run, "task", TASKS_KEPT, QUEUE_LENGTH, maxClients);
  }

  /** Steps of tracks, keyed by camera. */
  public LiveHub tracks() {
    return tracks;
  }

  /** Changes of alerts, keyed by scope. */
  public LiveHub alerts() {
    return alerts;
  }

  /** What happens to tasks, keyed by task. */
  public LiveHub tasks() {
    return tasks;
  }

  @Override
  public void track(TrackUpdate update) {
    tell(tracks, update.getCameraId(), () -> Tracks.Track.of(update));
  }

  @Override
  public void alert(Alert alert) {
    tell(alerts, alert.getScope(), () -> Alerts.Alert.of(alert));
  }

  @Override
  public void task(TaskEvent event) {
    tell(tasks, event.getTaskId(), () -> Tasks.Event.of(event));
  }

  /** Publishes, and writes the JSON only if anybody watches. */
  private static void tell(LiveHub hub, String key, Supplier<Object> resource) {
    if (hub.isWatched()) {
      hub.publish(key, Json.write(resource.get()));
    }
  }

  /** Lets all clients go. */
  @Override
  public void close() {
    tracks.close();
    alerts.close();
    tasks.close();
  }
}
