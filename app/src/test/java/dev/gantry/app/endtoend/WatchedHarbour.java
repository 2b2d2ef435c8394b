package dev.gantry.app.endtoend;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.TopicRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What happens at a harbour with two cameras, in steps of a tenth of a second and rounds of three
 * seconds: in each round something that a rule of {@code watch.yaml} waits for happens, comes late
 * or stays away.
 */
final class WatchedHarbour {

  private static final int STEPS_A_ROUND = 30;
  private static final int CARS_A_CAMERA = 10;
  private static final int CAMERAS = 2;
  private static final String SITE = "harbour";

  /** As many keys as reach every partition. */
  private static final int IDLERS = 24;

  private final TopicCatalogue topics;
  private final List<TopicRecord<?>> records = new ArrayList<>();
  private long nowUs;

  WatchedHarbour(TopicCatalogue topics) {
    this.topics = topics;
  }

  /** Whether a round begins with a step, and what was to happen in the one before has happened. */
  static boolean beginsRound(int step) {
    return step % STEPS_A_ROUND == 0;
  }

  /** The records of a step, all of the same moment. */
  List<TopicRecord<?>> step(int step, Instant now) {
    records.clear();
    nowUs = Micros.of(now);
    int round = step / STEPS_A_ROUND;
    int at = step % STEPS_A_ROUND;
    cars(round, at);
    gate(round, at);
    signIns(round, at);
    tasks(round, at);
    camera(round, at);
    return List.copyOf(records);
  }

  /** The records of a step in which nothing happens, so that everything before it is decided. */
  List<TopicRecord<?>> calm(Instant now) {
    records.clear();
    nowUs = Micros.of(now);
    for (int camera = 0; camera < CAMERAS; camera++) {
      track(camera, "", TrackState.WATCHED, "", 0);
      event(camera, CameraEventType.SKIPPED);
    }
    for (int n = 0; n < IDLERS; n++) {
      signIn(auth("logout", "idler-" + n));
      task("task.deleted", "idle-" + n, "nobody", Map.of());
    }
    return List.copyOf(records);
  }

  private void cars(int round, int at) {
    for (int camera = 0; camera < CAMERAS; camera++) {
      for (int car = 0; car < CARS_A_CAMERA; car++) {
        boolean fast = (car + round) % 3 == 0 && at > 5 && at < 20;
        TrackState state =
            at == 0 ? TrackState.NEW : at == STEPS_A_ROUND - 1 ? TrackState.END : TrackState.UPDATE;
        track(camera, "car-" + round + "-" + car, state, "car", fast ? 25 : 10);
      }
    }
  }

  /** A gate opens and a patrol is done; in two of three rounds somebody is there in between. */
  private void gate(int round, int at) {
    String gate = "gate-" + round % CAMERAS;
    if (at == 3) {
      signIn(auth("access.granted", "ann").setGate(gate));
    }
    if (round % 3 != 0 && at >= 8 && at <= 12) {
      TrackState state = at == 8 ? TrackState.NEW : at == 12 ? TrackState.END : TrackState.UPDATE;
      track(round % CAMERAS, "person-" + round, state, "person", 1);
    }
    if (at == 18) {
      task("task.completed", "patrol-" + round, "bob", Map.of("gate", gate));
    }
  }

  /** Guesses at one account, then at several from one address. */
  private void signIns(int round, int at) {
    if (at >= 4 && at <= 9) {
      signIn(failure("user-" + round % 5, "198.51.100." + round % 4));
    }
    if (at >= 12 && at <= 15) {
      signIn(failure("guessed-" + at, "203.0.113." + round % 3));
    }
    if (at == 22) {
      signIn(auth("login.succeeded", "user-" + round % 5));
    }
  }

  private static AuthEvent.Builder failure(String principal, String source) {
    return auth("login.failed", principal).setSourceAddress(source);
  }

  private void tasks(int round, int at) {
    boolean often = round % 2 == 0;
    if (at == 1 || (often && (at == 6 || at == 9))) {
      task("task.updated", "list-" + round, "clerk-" + round % 3, Map.of());
    }
    if (at == 20) {
      task("task.created", "job-" + round, "user-" + round % 5, Map.of());
    }
    if (at == 23 && often) {
      task("task.completed", "job-" + round, "user-" + round % 5, Map.of());
    }
  }

  /** A camera goes and comes back soon or late; then somebody meddles with it. */
  private void camera(int round, int at) {
    int camera = round % CAMERAS;
    if (at == 2) {
      event(camera, CameraEventType.OFFLINE);
    }
    if (at == (round % 3 == 0 ? 8 : 13)) {
      event(camera, CameraEventType.ONLINE);
    }
    if (at == 14) {
      signIn(auth("login.failed", "tech").setAttributes(Map.of("camera_id", "cam-" + camera)));
    }
    if (at == 16 && round % 3 != 1) {
      event(camera, CameraEventType.REJECTED);
    }
    if (at == 24) {
      task("task.completed", "repair-" + round, "tech", Map.of("camera", "cam-" + camera));
    }
  }

  private void track(int camera, String track, TrackState state, String label, float speedMps) {
    String id = "cam-" + camera;
    boolean watches = state == TrackState.WATCHED;
    records.add(
        new TopicRecord<>(
            topics.vehicleTracks(),
            TrackUpdate.newBuilder()
                .setCameraId(id)
                .setSite(SITE)
                .setTrackId(watches ? "" : id + "-" + track)
                .setState(state)
                .setStreamEpoch(1)
                .setCapturedAtUs(nowUs)
                .setIngestedAtUs(nowUs)
                .setLabel(label)
                .setGate(label.equals("person") ? "gate-" + camera : "")
                .setCalibrated(true)
                .setSpeedKnown(true)
                .setSpeedMps(speedMps)
                .build()));
  }

  private void event(int camera, CameraEventType type) {
    records.add(
        new TopicRecord<>(
            topics.cameraEvents(),
            CameraEvent.newBuilder()
                .setCameraId("cam-" + camera)
                .setSite(SITE)
                .setType(type)
                .setOccurredAtUs(nowUs)
                .build()));
  }

  private void task(String type, String id, String user, Map<String, String> payload) {
    records.add(
        new TopicRecord<>(
            topics.taskEvents(),
            TaskEvent.newBuilder()
                .setEventId(type + "/" + id + "/" + nowUs)
                .setType(type)
                .setTaskId(id)
                .setUserId(user)
                .setSite(SITE)
                .setOccurredAtUs(nowUs)
                .setPayload(payload)
                .build()));
  }

  private static AuthEvent.Builder auth(String type, String principal) {
    return AuthEvent.newBuilder().setType(type).setPrincipal(principal).setSite(SITE);
  }

  private void signIn(AuthEvent.Builder event) {
    records.add(
        new TopicRecord<>(
            topics.authEvents(),
            event
                .setEventId(event.getType() + "/" + event.getPrincipal() + "/" + nowUs)
                .setOccurredAtUs(nowUs)
                .build()));
  }
}
