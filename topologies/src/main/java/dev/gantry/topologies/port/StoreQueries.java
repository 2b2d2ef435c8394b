package dev.gantry.topologies.port;

import dev.gantry.domain.schedule.ScheduleState;
import dev.gantry.domain.task.TaskState;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TrackUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Reads of this instance's stores, for any thread. They may hold what no transaction has committed
 * yet, so answers are provisional. Each method throws {@link StoreUnavailableException} while its
 * store can't be asked.
 */
public interface StoreQueries {

  /** The detections in a camera's latest frame. */
  Optional<FrameDetections> latestDetections(String cameraId);

  /** The latest step of each of a camera's tracks that have not ended, oldest track first. */
  List<TrackUpdate> activeTracks(String cameraId);

  /**
   * Windows of a segment, of every length, ascending by start and then end, each as last told.
   *
   * @param from earliest start, inclusive
   * @param to latest start, exclusive
   * @param limit most windows, 0 or more
   */
  List<SpeedWindow> segmentSpeeds(String segmentId, Instant from, Instant to, int limit);

  /** The newest reading of a series, by event time. */
  Optional<SensorReading> latestReading(String seriesId);

  /** A task as it is. */
  Optional<TaskState> task(String taskId);

  /**
   * Tasks as they are, by id.
   *
   * @param after only those with a greater id; empty for all
   * @param filter which ones
   * @param limit most tasks, 0 or more
   */
  List<TaskState> tasks(String after, Predicate<TaskState> filter, int limit);

  /** How far a schedule has come; absent when it has not begun. */
  Optional<ScheduleState> schedule(String scheduleId);

  /**
   * Offset of the newest command about a task that was obeyed, on the partition that commands about
   * it lie on; absent when none was.
   */
  OptionalLong taskCommand(String taskId);

  /** As above, about a schedule. */
  OptionalLong scheduleCommand(String scheduleId);
}
