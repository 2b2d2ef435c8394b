package dev.gantry.query.view;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TrackUpdate;

/** Is told of what comes in after the start, each kind by one thread. */
public interface ViewListener {

  /** A new step of a track. */
  void track(TrackUpdate update);

  /** A new change of an alert. */
  void alert(Alert alert);

  /** Something that happened to a task. */
  void task(TaskEvent event);
}
