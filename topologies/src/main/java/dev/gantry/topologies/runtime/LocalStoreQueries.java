package dev.gantry.topologies.runtime;

import dev.gantry.domain.schedule.ScheduleState;
import dev.gantry.domain.task.TaskState;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.topologies.port.StoreQueries;
import dev.gantry.topologies.port.StoreUnavailableException;
import dev.gantry.topologies.processor.CameraGeometries;
import dev.gantry.topologies.processor.KeptCamera;
import dev.gantry.topologies.processor.KeptStates;
import dev.gantry.topologies.processor.SpeedKeys;
import dev.gantry.topologies.processor.TrackRecords;
import dev.gantry.topologies.processor.TrackedCamera;
import dev.gantry.topologies.processor.task.KeptSchedule;
import dev.gantry.topologies.processor.task.KeptTask;
import dev.gantry.topologies.topology.TasksTopology;
import dev.gantry.topologies.topology.TrackingTopology;
import dev.gantry.topologies.topology.TrafficTopology;
import dev.gantry.topologies.topology.VisionTopology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Asks the stores of the roles in this process. A store is looked up anew for every question. */
final class LocalStoreQueries implements StoreQueries {

  private final Map<Role, RoleRunner> runners;
  private final String detections;
  private final KeptStates.Codec<KeptCamera> cameras;

  LocalStoreQueries(Map<Role, RoleRunner> runners, GantryStreams.Parts parts) {
    this.runners = runners;
    this.detections = parts.topics().vehicleDetections().name();
    this.cameras =
        TrackingTopology.codec(
            parts.config().tracking(), new CameraGeometries(parts.definitions()));
  }

  @Override
  public Optional<FrameDetections> latestDetections(String cameraId) {
    return this.<String, FrameDetections, Optional<FrameDetections>>ask(
        Role.VISION,
        VisionTopology.LATEST_DETECTIONS_BY_CAMERA,
        store -> Optional.ofNullable(store.get(cameraId)));
  }

  @Override
  public List<TrackUpdate> activeTracks(String cameraId) {
    return this.<String, byte[], Optional<TrackedCamera>>ask(
            Role.TRACKING,
            TrackingTopology.TRACKER_BY_CAMERA,
            store -> Optional.ofNullable(store.get(cameraId)).map(any -> camera(cameraId, store)))
        .map(
            camera ->
                camera.tracker().active().stream()
                    .map(
                        step ->
                            TrackRecords.toRecord(step, cameraId, camera.lastFrame(), detections))
                    .toList())
        .orElse(List.of());
  }

  private TrackedCamera camera(String id, ReadOnlyKeyValueStore<String, byte[]> store) {
    return cameras.decode(id, part -> store.get(KeptStates.name(id, part))).camera();
  }

  @Override
  public List<SpeedWindow> segmentSpeeds(String segmentId, Instant from, Instant to, int limit) {
    Bytes first = SpeedKeys.from(segmentId, Micros.of(from));
    Bytes last = SpeedKeys.before(segmentId, Micros.of(to));
    return this.<Bytes, SpeedWindow, List<SpeedWindow>>ask(
        Role.TRAFFIC,
        TrafficTopology.SPEEDS_BY_SEGMENT,
        store -> {
          List<SpeedWindow> windows = new ArrayList<>();
          try (KeyValueIterator<Bytes, SpeedWindow> found = store.range(first, last)) {
            while (found.hasNext() && windows.size() < limit) {
              windows.add(found.next().value);
            }
          }
          return windows;
        });
  }

  @Override
  public Optional<SensorReading> latestReading(String seriesId) {
    return this.<String, SensorReading, Optional<SensorReading>>ask(
        Role.TRAFFIC,
        TrafficTopology.LATEST_READING_BY_SERIES,
        store -> Optional.ofNullable(store.get(seriesId)));
  }

  @Override
  public Optional<TaskState> task(String taskId) {
    return keptTask(taskId).map(KeptTask::state);
  }

  @Override
  public OptionalLong taskCommand(String taskId) {
    return offset(keptTask(taskId).map(KeptTask::commandOffset));
  }

  private Optional<KeptTask> keptTask(String taskId) {
    return this.<String, byte[], Optional<byte[]>>ask(
            Role.TASKS, TasksTopology.TASK_BY_ID, store -> Optional.ofNullable(store.get(taskId)))
        .map(KeptTask::fromBytes);
  }

  private static OptionalLong offset(Optional<Long> kept) {
    return kept.filter(offset -> offset != KeptTask.NO_COMMAND)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  @Override
  public List<TaskState> tasks(String after, Predicate<TaskState> filter, int limit) {
    return this.<String, byte[], List<TaskState>>ask(
        Role.TASKS,
        TasksTopology.TASK_BY_ID,
        store -> {
          // the store is one of each partition: only within these are tasks in order
          SortedMap<String, TaskState> found = new TreeMap<>();
          try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
              TaskState task = KeptTask.fromBytes(all.next().value).state();
              if (task.id().compareTo(after) > 0 && filter.test(task)) {
                found.put(task.id(), task);
              }
              if (found.size() > limit) {
                found.remove(found.lastKey());
              }
            }
          }
          return List.copyOf(found.values());
        });
  }

  @Override
  public Optional<ScheduleState> schedule(String scheduleId) {
    return keptSchedule(scheduleId).map(KeptSchedule::state);
  }

  @Override
  public OptionalLong scheduleCommand(String scheduleId) {
    return offset(keptSchedule(scheduleId).map(KeptSchedule::commandOffset));
  }

  private Optional<KeptSchedule> keptSchedule(String scheduleId) {
    return this.<String, byte[], Optional<byte[]>>ask(
            Role.TASKS,
            TasksTopology.RUN_BY_SCHEDULE,
            store -> Optional.ofNullable(store.get(scheduleId)))
        .map(KeptSchedule::fromBytes);
  }

  private <K, V, R> R ask(
      Role role, String name, Function<ReadOnlyKeyValueStore<K, V>, R> question) {
    RoleRunner runner = runners.get(role);
    if (runner == null) {
      throw new StoreUnavailableException(
          "role " + role.roleName() + " is not part of this process", null);
    }
    KafkaStreams streams = runner.streams().orElseThrow(() -> unavailable(runner.health(), null));
    try {
      return question.apply(
          streams.store(
              StoreQueryParameters.fromNameAndType(
                  name, QueryableStoreTypes.<K, V>keyValueStore())));
    } catch (InvalidStateStoreException e) {
      throw unavailable(runner.health(), e);
    }
  }

  private static StoreUnavailableException unavailable(
      RoleHealth health, @Nullable InvalidStateStoreException cause) {
    return new StoreUnavailableException(
        "role %s can't be asked now: %s"
            .formatted(health.role().roleName(), health.state().words()),
        cause);
  }
}
