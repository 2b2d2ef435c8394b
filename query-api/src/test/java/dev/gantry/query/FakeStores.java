package dev.gantry.query;

import dev.gantry.domain.schedule.ScheduleState;
import dev.gantry.domain.task.TaskState;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.topologies.port.StoreQueries;
import dev.gantry.topologies.port.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** Stores that hold what a test puts in. */
public final class FakeStores implements StoreQueries {

  final Map<String, FrameDetections> detections = new ConcurrentHashMap<>();
  final Map<String, List<TrackUpdate>> tracks = new ConcurrentHashMap<>();
  final Map<String, List<SpeedWindow>> speeds = new ConcurrentHashMap<>();
  final ConcurrentSkipListMap<String, TaskState> tasks = new ConcurrentSkipListMap<>();
  final Map<String, ScheduleState> schedules = new ConcurrentHashMap<>();
  final Map<String, Long> commands = new ConcurrentHashMap<>();
  volatile boolean rebalancing;
  volatile boolean broken;

  @Override
  public Optional<FrameDetections> latestDetections(String cameraId) {
    check();
    return Optional.ofNullable(detections.get(cameraId));
  }

  @Override
  public List<TrackUpdate> activeTracks(String cameraId) {
    check();
    return tracks.getOrDefault(cameraId, List.of());
  }

  @Override
  public List<SpeedWindow> segmentSpeeds(String segmentId, Instant from, Instant to, int limit) {
    check();
    long fromUs = Micros.of(from);
    long toUs = Micros.of(to);
    return speeds.getOrDefault(segmentId, List.of()).stream()
        .filter(w -> w.getWindowStartUs() >= fromUs && w.getWindowStartUs() < toUs)
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<SensorReading> latestReading(String seriesId) {
    return Optional.empty();
  }

  @Override
  public Optional<TaskState> task(String taskId) {
    check();
    return Optional.ofNullable(tasks.get(taskId));
  }

  @Override
  public List<TaskState> tasks(String after, Predicate<TaskState> filter, int limit) {
    check();
    return tasks.tailMap(after, false).values().stream().filter(filter).limit(limit).toList();
  }

  @Override
  public Optional<ScheduleState> schedule(String scheduleId) {
    check();
    return Optional.ofNullable(schedules.get(scheduleId));
  }

  @Override
  public OptionalLong taskCommand(String taskId) {
    check();
    return commands.containsKey(taskId)
        ? OptionalLong.of(commands.get(taskId))
        : OptionalLong.empty();
  }

  @Override
  public OptionalLong scheduleCommand(String scheduleId) {
    return taskCommand(scheduleId);
  }

  private void check() {
    if (rebalancing) {
      throw new StoreUnavailableException("the role tracking is rebalancing", null);
    }
    if (broken) {
      throw new IllegalStateException("secret inner detail");
    }
  }
}
